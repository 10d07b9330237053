import { isUtf8 } from "node:buffer"
import { assert, describe, it } from "@effect/vitest"
import { ZoneId } from "@laurel/core/shared"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { firstDifference } from "../src/commands/verify/firstDifference.ts"
import type { ByteSource } from "../src/input/ByteSource.ts"
import { csvRecords } from "../src/input/csvRecords.ts"
import { compileDatePattern, type ReadLocal } from "../src/input/datePattern.ts"
import { detectDelimiter } from "../src/input/detectDelimiter.ts"
import { nearest } from "../src/input/nearest.ts"
import { makeReadDate } from "../src/input/readDate.ts"
import { remembering } from "../src/input/remembering.ts"
import { wholeLines } from "../src/input/wholeLines.ts"
import { csvLine } from "../src/output/csvLine.ts"

const zone = Schema.decodeUnknownSync(ZoneId)
const berlin = zone("Europe/Berlin")

const sourceOf = (bytes: Buffer, pieces: number): ByteSource => ({
  name: "file",
  chunks: (async function* () {
    for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces)
  })()
})

const patternOf = (text: string): { text: string; read: ReadLocal } => ({
  text,
  read: Result.getOrThrow(compileDatePattern(text))
})

const read = (text: string, options: { dayStartsAt?: number; pattern?: string; zone?: ZoneId } = {}): string => {
  const { dayStartsAt = 0, pattern, zone: where = berlin } = options
  const readDate = makeReadDate({ dayStartsAt, ...(pattern === undefined ? {} : { pattern: patternOf(pattern) }) })
  const instant = readDate(text, where)
  return typeof instant === "number" ? new Date(instant).toISOString() : instant
}

describe("dates", () => {
  it("are instants with a zone, or local dates and times of the zone", () => {
    assert.strictEqual(read("2026-04-12T08:15:00Z"), "2026-04-12T08:15:00.000Z")
    assert.strictEqual(read("2026-04-12T08:15+02:00"), "2026-04-12T06:15:00.000Z")
    assert.strictEqual(read(" 2026-04-12 "), "2026-04-11T22:00:00.000Z")
    assert.strictEqual(read("2026-04-12", { dayStartsAt: 4 }), "2026-04-12T02:00:00.000Z")
    assert.strictEqual(read("2026-04-12T08:15"), "2026-04-12T06:15:00.000Z")
    assert.strictEqual(read("2026-01-12 08:15:30.25"), "2026-01-12T07:15:30.250Z")
    assert.strictEqual(read("2026-04-12T23:59:59"), "2026-04-12T21:59:59.000Z")
  })

  it("that clocks show twice are the earlier, and those that clocks skip count as far behind the change", () => {
    assert.strictEqual(read("2026-10-25T02:30"), "2026-10-25T00:30:00.000Z")
    assert.strictEqual(read("2026-03-29T02:30"), "2026-03-29T01:30:00.000Z")
    assert.strictEqual(read("2026-10-04T02:15", { zone: zone("Australia/Lord_Howe") }), "2026-10-03T15:45:00.000Z")
    // Midnight of this day does not exist in Havana: the day begins when the clocks do.
    assert.strictEqual(read("2026-03-08", { zone: zone("America/Havana") }), "2026-03-08T05:00:00.000Z")
  })

  it("are read by a pattern, in days of their own zone", () => {
    assert.strictEqual(read("4/12/2016", { pattern: "M/D/YYYY", zone: zone("UTC") }), "2016-04-12T00:00:00.000Z")
    assert.strictEqual(read("12.04.2016 7:05", { pattern: "DD.MM.YYYY H:mm" }), "2016-04-12T05:05:00.000Z")
    assert.strictEqual(read("20160412T070503", { pattern: "YYYYMMDDTHHmmss" }), "2016-04-12T05:05:03.000Z")
    assert.strictEqual(read("2016-04-12", { pattern: "M/D/YYYY" }), "2016-04-11T22:00:00.000Z")
  })

  it("that do not exist, or have another shape, are told apart", () => {
    assert.strictEqual(read("2026-02-31"), '"2026-02-31" is a date that does not exist')
    assert.strictEqual(read("2/30/2026", { pattern: "M/D/YYYY" }), '"2/30/2026" is a date that does not exist')
    assert.strictEqual(read("2026-02-03T24:00"), '"2026-02-03T24:00" has a time that does not exist')
    assert.strictEqual(read(""), "is empty")
    assert.include(read("yesterday"), '"yesterday" is not an instant such as')
    assert.include(read("yesterday", { pattern: "M/D/YYYY" }), "is not a date written as M/D/YYYY, nor")
  })

  it("of a wrong pattern are refused with what is wrong", () => {
    const wrong = (pattern: string) => Result.getOrThrow(Result.flip(compileDatePattern(pattern)))
    assert.include(wrong("M/D"), "the pattern gives no year")
    assert.include(wrong("YYYY"), "no month and no day")
    assert.include(wrong("MM/M/YYYY"), "the month twice")
    assert.include(wrong("YYYY-MM-DD mm"), "minutes without an hour")
    assert.include(wrong("D MMM YYYY"), "twice")
    assert.include(wrong("YYYY-MM-DD hh"), '"h" means nothing')
  })

  it("one text is another instant in another zone, and another text in the same, however often they come", () => {
    const readDate = makeReadDate({ dayStartsAt: 0 })
    const berlinMidnight = Date.parse("2026-01-31T00:00:00+01:00")
    for (let time = 0; time < 2; time++) {
      assert.strictEqual(readDate("2026-01-31", berlin), berlinMidnight)
      assert.strictEqual(readDate("2026-01-31", zone("UTC")), Date.parse("2026-01-31T00:00:00Z"))
      assert.strictEqual(readDate("2026-02-01", zone("UTC")), Date.parse("2026-02-01T00:00:00Z"))
      assert.strictEqual(readDate("2026-01-31", zone("UTC")), Date.parse("2026-01-31T00:00:00Z"))
    }
  })
})

describe("reading", () => {
  const linesOf = async (bytes: Buffer, pieces: number): Promise<string> => {
    const read: Array<Buffer> = []
    for await (const piece of wholeLines(sourceOf(bytes, pieces))) {
      assert.isTrue(isUtf8(piece))
      read.push(piece)
    }
    return Buffer.concat(read).toString()
  }

  it("gives the same text whatever the pieces it comes in, without a byte order mark", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "?"))),
        fc.integer({ min: 1, max: 7 }),
        async (lines, pieces) => {
          const text = lines.join("\n")
          assert.strictEqual(await linesOf(Buffer.from(`\ufeff${text}`), pieces), text.replace(/^\ufeff/, ""))
        }
      ),
      { numRuns: 50 }
    )
  })

  const recordsOf = async (text: string, pieces: number) => {
    const records: Array<readonly [line: number, cells: ReadonlyArray<string>]> = []
    const open = (header: ReadonlyArray<string>) => {
      records.push([0, header])
      return (cells: ReadonlyArray<string>, line: number) => void records.push([line, cells])
    }
    for await (const _ of csvRecords(sourceOf(Buffer.from(text), pieces), { delimiterFor: () => ",", open }));
    return records
  }

  it("knows the line on which each record starts, past blank lines and quoted line breaks", async () => {
    const text = 'a,b\r\n\r\n1,"two\r\nlines"\r\n\n3,"say ""no"""\n4\n'
    for (const pieces of [1, 3, 1000])
      assert.deepStrictEqual(await recordsOf(text, pieces), [
        [0, ["a", "b"]],
        [3, ["1", "two\r\nlines"]],
        [6, ["3", 'say "no"']],
        [7, ["4"]]
      ])
  })

  it("reads back every cell that an export wrote, apart from the apostrophe before a formula", async () => {
    const cell = fc.string().map((text) => text.replace(/\r(?!\n)/g, ""))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
        const filled = rows.map(([a, b]): [string, string] => [`x${a}`, b])
        const read = await recordsOf(`a,b\n${filled.map(csvLine).join("")}`, 1000)
        assert.deepStrictEqual(
          read.slice(1).map(([, cells]) => cells.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, ""))),
          filled.map(([a, b]) => [a, /^'[=+\-@\t\r]/.test(b) ? b.slice(1) : b])
        )
      }),
      { numRuns: 50 }
    )
  })

  it("sees the delimiter in the header", () => {
    const fits = (header: ReadonlyArray<string>) => header.includes("user") && header.includes("steps")
    assert.strictEqual(detectDelimiter("user,at,steps", fits), ",")
    assert.strictEqual(detectDelimiter("user;at;steps", fits), ";")
    assert.strictEqual(detectDelimiter('user\tat\t"steps"', fits), "\t")
    assert.strictEqual(detectDelimiter("a;b;c,d", fits), ";")
  })
})

describe("what repeats", () => {
  it("is read once, and answered as it was read in whatever order it comes", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("ada", "ben", "cyd", "")), (texts) => {
        const read: Array<string> = []
        const answer = remembering((text) => {
          read.push(text)
          return text.length === 0 ? undefined : text.toUpperCase()
        })
        for (const text of texts) assert.strictEqual(answer(text), text === "" ? undefined : text.toUpperCase())
        assert.deepStrictEqual(read, [...new Set(texts)])
      })
    )
  })
})

describe("suggestions", () => {
  it("are the nearest names, whatever case and punctuation", () => {
    assert.deepStrictEqual(nearest("total_steps", ["TotalDistance", "Total Steps", "Id"]), ["Total Steps"])
    assert.deepStrictEqual(nearest("steps", ["Id", "TotalSteps"]), ["TotalSteps"])
    assert.deepStrictEqual(nearest("xyz", ["steps", "user"]), [])
    assert.deepStrictEqual(nearest("ada", ["adam", "ida", "bob"], 2), ["adam", "ida"])
  })
})

describe("the first difference", () => {
  it("is where the bytes part", () => {
    const between = (a: string, b: string) => firstDifference(Buffer.from(a), Buffer.from(b))
    assert.isUndefined(between("a\nb\n", "a\nb\n"))
    assert.deepStrictEqual(between("a\nbc\nd", "a\nbx\nd"), { line: 2, column: 2, expected: "bc", found: "bx" })
    assert.deepStrictEqual(between("a\nb", "a\nb\nc"), {
      line: 2,
      column: 2,
      expected: "the end of the file",
      found: "b"
    })
    assert.deepStrictEqual(between("a\nb", ""), { line: 1, column: 1, expected: "a", found: "the end of the file" })
  })
})
