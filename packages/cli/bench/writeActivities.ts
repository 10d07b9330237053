import { once } from "node:events"
import { createWriteStream } from "node:fs"
import { finished } from "node:stream/promises"

/** Writes a file of activities in the long format, day by day as an export would come, without holding it in memory. */
export const writeActivities = async (path: string, participants: number, days: number): Promise<number> => {
  const out = createWriteStream(path)
  out.write("user,at,steps\n")
  for (let day = 1; day <= days; day++) {
    const date = `2026-04-${String(day).padStart(2, "0")}`
    for (let start = 0; start < participants; start += 1_000) {
      let text = ""
      for (let at = start; at < Math.min(start + 1_000, participants); at++)
        text += `user-${String(at).padStart(6, "0")},${date},${2_000 + ((at * 7_919 + day * 104_729) % 18_000)}\n`
      if (!out.write(text)) await once(out, "drain")
    }
  }
  out.end()
  await finished(out)
  return participants * days
}
