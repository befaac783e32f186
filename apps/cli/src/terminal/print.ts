export const printLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const printJson = (value: unknown): void => printLine(JSON.stringify(value, null, 2));

export const printError = (message: string): void => {
  process.stderr.write(`${message}\n`);
};
