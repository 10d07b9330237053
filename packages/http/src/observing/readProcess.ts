import { monitorEventLoopDelay } from "node:perf_hooks"
import { cpuUsage, memoryUsage, uptime } from "node:process"
import type { Reading } from "./catalogue.ts"

const perNanosecond = 1e9
const perMicrosecond = 1e6
/** So often the loop is looked at. */
const resolutionMs = 20

/** Looks at the process from now on; each look tells of the delays since the last. */
export const readProcess = (
  version: string
): { readonly read: () => ReadonlyArray<Reading>; readonly stop: () => void } => {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  return {
    read: () => {
      const memory = memoryUsage()
      const cpu = cpuUsage()
      const late = (percentile: string, nanos: number): Reading => ({
        name: "laurel_event_loop_delay_seconds",
        labels: { percentile },
        // Nothing was measured yet where it is no number.
        value: Number.isFinite(nanos) ? Math.max(0, nanos - resolutionMs * 1e6) / perNanosecond : 0
      })
      const readings: ReadonlyArray<Reading> = [
        { name: "laurel_info", labels: { version }, value: 1 },
        { name: "laurel_uptime_seconds", value: uptime() },
        late("50", delays.percentile(50)),
        late("99", delays.percentile(99)),
        late("100", delays.max),
        { name: "laurel_memory_bytes", labels: { kind: "resident" }, value: memory.rss },
        { name: "laurel_memory_bytes", labels: { kind: "heap" }, value: memory.heapUsed },
        { name: "laurel_memory_bytes", labels: { kind: "outside_heap" }, value: memory.external },
        { name: "laurel_cpu_seconds_total", value: (cpu.user + cpu.system) / perMicrosecond }
      ]
      delays.reset()
      return readings
    },
    stop: () => void delays.disable()
  }
}
