import { stat } from "node:fs/promises"
import { resolve } from "node:path"
import type { Io } from "../io/Io.ts"

/** Whether a file of this name is there, where a name may be that of a file or of something in the store. */
export const isFile = ({ cwd }: Io, name: string): Promise<boolean> =>
  stat(resolve(cwd, name)).then(
    (found) => found.isFile(),
    () => false
  )
