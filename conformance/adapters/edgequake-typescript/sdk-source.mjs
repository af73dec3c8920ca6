// Where EdgeQuake's SDK sources stand, and what they are: they are no package here and never part of this repository, so both are told from outside.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const git = (folder, ...words) => {
  try {
    return execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
};

const fail = (sentence) => {
  process.stderr.write(`edgequake-typescript: ${sentence}\n`);
  process.exit(3);
};

/**
 * The SDK's module, its commit, and repository, commit and folder as one text. Ends with exit 3 and one line when any of it is missing.
 * EDGEQUAKE_SDKS names a checked-out sdks folder. Where it is no checkout, a file SOURCE in the language's folder says REPOSITORY@COMMIT and, after a blank, a remark.
 */
export async function sources(language, entry) {
  const root = process.env.EDGEQUAKE_SDKS;
  if (!root) fail("EDGEQUAKE_SDKS is not set; expected the path of a checked-out sdks folder of EdgeQuake's repository");
  const file = join(root, language, entry);
  if (!existsSync(file)) fail(`there is no ${language}/${entry} in EDGEQUAKE_SDKS (README.md)`);
  const said = join(root, language, 'SOURCE');
  const told = existsSync(said) ? readFileSync(said, 'utf8').trim()
    : `${git(root, 'config', 'remote.origin.url').replace(/\.git$/, '')}@${git(root, 'rev-parse', 'HEAD')}`;
  const match = /^(?:https?:\/\/|git@)?([\w.-]+[/:][\w./-]+)@([0-9a-f]{7,40})(?: (.+))?$/.exec(told);
  if (!match) fail(`it is not known which sources these are; expected a git checkout, or a file ${language}/SOURCE with REPOSITORY@COMMIT`);
  const [, repository, commit, remark] = match;
  return { module: await import(pathToFileURL(file)), commit, source: `${repository.replace(':', '/')}@${commit} sdks/${language}${remark ? `; ${remark}` : ''}` };
}
