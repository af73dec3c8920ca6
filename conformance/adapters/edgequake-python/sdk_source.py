"""Where EdgeQuake's SDK sources stand, and what they are: they are no package and never part of this repository, so both are told from outside."""
import os
import re
import subprocess
import sys


def _git(folder, *words):
    run = subprocess.run(["git", "-C", folder, *words], capture_output=True, text=True, check=False)
    return run.stdout.strip() if run.returncode == 0 else ""


def fail(sentence):
    print(f"edgequake-python: {sentence}", file=sys.stderr)
    sys.exit(3)


def sources(language, entry):
    """The SDK's folder, its commit, and repository, commit and folder as one text. Ends with exit 3 and one line when any of it is missing.

    EDGEQUAKE_SDKS names a checked-out sdks folder. Where it is no checkout, a file SOURCE in the language's folder says REPOSITORY@COMMIT and, after a blank, a remark.
    """
    root = os.environ.get("EDGEQUAKE_SDKS", "")
    if not root:
        fail("EDGEQUAKE_SDKS is not set; expected the path of a checked-out sdks folder of EdgeQuake's repository")
    folder = os.path.join(root, language)
    if not os.path.isfile(os.path.join(folder, entry)):
        fail(f"there is no {language}/{entry} in EDGEQUAKE_SDKS")
    said = os.path.join(folder, "SOURCE")
    if os.path.isfile(said):
        with open(said, encoding="utf-8") as file:
            told = file.read().strip()
    else:
        remote, commit = _git(root, "config", "remote.origin.url"), _git(root, "rev-parse", "HEAD")
        told = f"{remote.removesuffix('.git')}@{commit}"
    match = re.fullmatch(r"(?:https?://|git@)?([\w.-]+[/:][\w./-]+)@([0-9a-f]{7,40})(?: (.+))?", told)
    if not match:
        fail(f"it is not known which sources these are; expected a git checkout, or a file {language}/SOURCE with REPOSITORY@COMMIT")
    repository, commit, remark = match.groups()
    return folder, commit, f"{repository.replace(':', '/')}@{commit} sdks/{language}" + (f"; {remark}" if remark else "")
