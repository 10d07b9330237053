import { AuditHead } from "@laurel/core/audit"
import { Result, Schema } from "effect"
import { readBytes, textOf } from "../../input/readText.ts"
import type { Io } from "../../io/Io.ts"
import { Problem } from "../../io/Problem.ts"

/** Where chains ended at some time: kept elsewhere, so that whoever writes to the database cannot change it too. */
export const Heads = Schema.Struct({ _v: Schema.Literal(1), heads: Schema.Array(AuditHead) })

const decode = Schema.decodeUnknownResult(Schema.fromJsonString(Heads))

/** Reads such a file; another one is a problem (exit 65). */
export const readHeads = async (io: Io, name: string): Promise<ReadonlyMap<string, AuditHead>> => {
  const read = decode(textOf(await readBytes(io, name), name))
  if (Result.isSuccess(read)) return new Map(read.success.heads.map((head) => [head.scope, head]))
  throw new Problem({
    exit: "badInput",
    code: "no-heads",
    title: `${name} is no file that laurel audit verify --out wrote`,
    where: name,
    remedy: "give that file, as it was written"
  })
}
