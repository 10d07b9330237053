import { startPostgres } from "../servers/postgres.ts"
import { faultyFsync } from "./disk/faultyFsync.ts"
import { fullDisk, mountSmallDisk } from "./disk/fullDisk.ts"
import { flawsIn, runTrial, type Trouble } from "./disk/runTrial.ts"

// a disk that cannot be flushed, and one that is full, under Postgres while people enter and record. Nothing is acknowledged that
// is not there after recovery, meanwhile there is nothing but unavailability, it serves again once the disk is well, and no index is
// damaged.

const tried = async (
  name: string,
  server: Awaited<ReturnType<typeof startPostgres>>,
  trouble: Trouble,
  times: number
): Promise<boolean> => {
  try {
    const findings = await runTrial(server, trouble, times)
    console.log(
      `${name}: ${times} times; ${findings.entered} entries and ${findings.recorded} activities acknowledged, ` +
        `${findings.refused} calls refused meanwhile, ${findings.lost} acknowledged and lost, ` +
        `serving again ${Math.round(findings.longestMs)} ms after the disk was well, ` +
        `${findings.indexes} indexes checked, ${findings.damaged.length} damaged`
    )
    const flaws = flawsIn(findings)
    for (const flaw of flaws) console.log(`! ${flaw}`)
    return flaws.length === 0
  } finally {
    await server.dispose()
  }
}

const unflushable = async (): Promise<boolean> => {
  const server = await startPostgres({ isDurable: true })
  return tried("a disk that cannot be flushed", server, faultyFsync(server), 5)
}

const full = async (): Promise<boolean> => {
  using disk = mountSmallDisk()
  const server = await startPostgres({
    isDurable: true,
    within: disk.folder,
    // Segments of 1 MB: of the usual size a few would fill the disk before anything is in it.
    initdb: ["--wal-segsize=1"],
    settings: { min_wal_size: "2MB", max_wal_size: "8MB", shared_buffers: "16MB" }
  })
  return await tried(`a disk of ${disk.megabytes} MB that is full`, server, fullDisk(disk), 2)
}

const holds = [await unflushable(), await full()]
console.log(holds.every(Boolean) ? "gate disk: holds" : "gate disk: BROKEN")
process.exitCode = holds.every(Boolean) ? 0 : 1
