// The command under test, as spawn takes it: HARNESS is its dll, or the command as one file.
export const harness = (...args) => process.env.HARNESS.endsWith('.dll') ? ['dotnet', [process.env.HARNESS, ...args]] : [process.env.HARNESS, args];
