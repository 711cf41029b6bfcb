// Preloaded into each server under measure: says, when asked, how much CPU it has used (microseconds, all threads).
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send({ used: user + system });
});
process.channel?.unref();
