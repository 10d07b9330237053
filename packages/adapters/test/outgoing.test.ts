import { PassThrough } from "node:stream"
import { assert, describe, it } from "@effect/vitest"
import pg from "pg"
import { Outgoing } from "../src/postgres/Outgoing.ts"

/** A client over a stream that tells in how many pieces it is written to. */
const clientOver = () => {
  const pieces: Array<string> = []
  class Told extends PassThrough {
    override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
      pieces.push(`${chunk}`)
      done()
    }
    override _writev(chunks: ReadonlyArray<{ readonly chunk: Buffer }>, done: () => void): void {
      pieces.push(chunks.map(({ chunk }) => `${chunk}`).join(" "))
      done()
    }
  }
  const stream = new Told()
  const client = Object.assign(new pg.Client({ stream: () => stream }), { release: () => {} })
  return { pieces, stream, client }
}

describe("what is sent over a connection", () => {
  it("goes with what comes next where it is short, in the order in which it was sent", () => {
    const { pieces, stream, client } = clientOver()
    const outgoing = new Outgoing(client)
    for (const text of ["begin", "insert"]) {
      assert.isTrue(outgoing.keep([text, ["a", "b"], 7, null]))
      stream.write(text)
    }
    assert.deepStrictEqual(pieces, [])
    stream.write("select")
    outgoing.flush()
    assert.deepStrictEqual(pieces, ["begin insert select"])
    stream.write("commit")
    assert.deepStrictEqual(pieces, ["begin insert select", "commit"])
  })

  it("goes at once where it is long", () => {
    const { client } = clientOver()
    const outgoing = new Outgoing(client)
    assert.isFalse(outgoing.keep(["x".repeat(3_000)]))
    assert.isFalse(outgoing.keep([["x".repeat(1_500), "x".repeat(1_500)]]))
  })

  it("goes at the end of the turn at the latest", async () => {
    const { pieces, stream, client } = clientOver()
    const outgoing = new Outgoing(client)
    outgoing.keep([])
    stream.write("begin")
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepStrictEqual(pieces, ["begin"])
  })
})
