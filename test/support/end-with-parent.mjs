/**
 * Loaded into the programs that a test starts, whose standard input is a pipe of the test's process:
 * they end when it does, however it ends, so that a test that is called off leaves no process behind.
 */
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL')).resume();
if ('unref' in process.stdin) process.stdin.unref();
