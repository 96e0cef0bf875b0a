import { writeSync } from 'node:fs';

// Loaded before a program that is measured: when it ends, it writes what it used to descriptor 3.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const use = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: (maxRSS * 1024) / 1e6 };
  writeSync(3, JSON.stringify(use));
});
