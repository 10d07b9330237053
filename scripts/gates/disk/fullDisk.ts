import { execFileSync } from "node:child_process"
import { chmodSync, mkdtempSync, rmSync, statfsSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { isRoot } from "../../servers/postgres.ts"
import type { Trouble } from "./runTrial.ts"

/** A disk of so many megabytes, in memory; gone at the end. */
export interface SmallDisk extends Disposable {
  readonly folder: string
  readonly megabytes: number
  /** Makes it larger by a half: somebody has cleared up. */
  readonly grow: () => void
  /** How much of it is free, in bytes. */
  readonly free: () => number
}

/** The files of an empty server and Laurel's tables take some 35 MB of it. */
const megabytes = 64

/** Mounts a disk that is soon full. Only root may. */
export const mountSmallDisk = (): SmallDisk => {
  if (!isRoot) throw new Error("this gate fills a disk of its own: only root may mount one")
  const folder = mkdtempSync(join(tmpdir(), "laurel-small-disk-"))
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "laurel", folder])
  chmodSync(folder, 0o755)
  let size = megabytes
  return {
    folder,
    megabytes,
    grow: () => {
      size += megabytes / 2
      execFileSync("mount", ["-o", `remount,size=${size}m`, folder])
    },
    free: () => {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    },
    [Symbol.dispose]: () => {
      execFileSync("umount", ["-l", folder])
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** The disk fills up by what is recorded; when it is full somebody clears up. */
export const fullDisk = (disk: SmallDisk): Trouble => ({
  begin: async () => {
    const deadline = Date.now() + 300_000
    // What is less than a few pages is as good as nothing.
    while (disk.free() > 64 * 1024 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
  },
  end: async () => disk.grow()
})
