import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { accountOf, journals } from "../../simulation/arbitraries/ledger.ts"
import { type Entry, EntryId, entry, entryFromJson, toCsv, toHledger, toJsonLines } from "../../src/ledger/index.ts"
import { ChallengeId, Currency, parseUnits } from "../../src/shared/index.ts"

const make = (id: string, currency: string, memo: string, minorUnits: bigint, corrects?: string): Entry =>
  Result.getOrThrow(
    entry(
      {
        id: EntryId.make(id),
        at: Date.UTC(2026, 0, 31, 8),
        challengeId: ChallengeId.make("spring"),
        kind: "EntryFee",
        memo,
        currency: Currency.make(currency),
        ...(corrects === undefined ? {} : { corrects: EntryId.make(corrects) })
      },
      [{ from: accountOf("assets:provider-clearing"), to: accountOf("liabilities:pool:spring"), minorUnits }]
    )
  )

/** Reads RFC 4180 text. */
const readCsv = (text: string): ReadonlyArray<ReadonlyArray<string>> => {
  const rows: Array<ReadonlyArray<string>> = []
  let [row, cell, quoted]: [Array<string>, string, boolean] = [[], "", false]
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text.charAt(at + 1) === '"') cell += text.charAt(++at)
      else quoted = false
    } else if (letter === '"') quoted = true
    else if (letter === ",") [row, cell] = [[...row, cell], ""]
    else if (letter === "\r" && text.charAt(at + 1) === "\n") {
      rows.push([...row, cell])
      ;[row, cell] = [[], ""]
      at++
    } else cell += letter
  }
  return rows
}

describe("the journal for hledger", () => {
  it("declares what it uses, then lists date, code, description and aligned postings", () => {
    assert.strictEqual(
      [...toHledger([make("e1", "EUR", "ada", 2500n), make("e2", "JPY", "a;b\nc", 300n, "e1")])].join(""),
      [
        "decimal-mark .",
        "commodity 1000.00 EUR",
        "account assets:provider-clearing",
        "account liabilities:pool:spring",
        "",
        "2026-01-31 (e1) EntryFee | ada",
        "    ; at:2026-01-31T08:00:00.000Z",
        "    assets:provider-clearing   25.00 EUR",
        "    liabilities:pool:spring   -25.00 EUR",
        "commodity 1000. JPY",
        "",
        "2026-01-31 (e2) EntryFee | a,b c",
        "    ; at:2026-01-31T08:00:00.000Z",
        "    ; corrects:e1",
        "    assets:provider-clearing   300 JPY",
        "    liabilities:pool:spring   -300 JPY",
        ""
      ].join("\n")
    )
  })

  it("writes every entry in lines of one of the forms that hledger reads", () => {
    const forms = [
      /^decimal-mark \.$/,
      /^commodity 1000\.0* [A-Z]{3}$/,
      /^account [a-z]+(:\S+)+$/,
      /^$/,
      /^\d{4}-\d\d-\d\d \([^()]+\) [A-Z]\w+( \| [^;\n]+)?$/,
      /^ {4}; (at|corrects):\S+$/,
      /^ {4}[a-z]+(:\S+)+ {2,}-?\d+(\.\d+)? [A-Z]{3}$/
    ]
    fc.assert(
      fc.property(journals, (entries) => {
        for (const line of toHledger(entries)) {
          assert.isTrue(line.endsWith("\n"))
          assert.isTrue(
            forms.some((form) => form.test(line.slice(0, -1))),
            JSON.stringify(line)
          )
        }
      }),
      { numRuns: 50 }
    )
  })

  it("adds up to zero in every transaction as written", () => {
    fc.assert(
      fc.property(journals, (entries) => {
        const amounts = [...toHledger(entries)].map((line) =>
          /^ {4}\S+ +(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(line.trimEnd())
        )
        const totals = new Map<string, bigint>()
        for (const match of amounts) {
          if (match === null) continue
          const [, text = "", currency = ""] = match
          totals.set(currency, (totals.get(currency) ?? 0n) + BigInt(text.replace(".", "")))
        }
        assert.isTrue([...totals.values()].every((total) => total === 0n))
      }),
      { numRuns: 50 }
    )
  })
})

describe("the CSV", () => {
  it("has one record per posting", () => {
    assert.strictEqual(
      [...toCsv([make("e1", "EUR", 'a "b", c', 2500n)])].join(""),
      [
        "entry,at,challenge,kind,memo,corrects,account,currency,amount,minor_units",
        'e1,2026-01-31T08:00:00.000Z,spring,EntryFee,"a ""b"", c",,assets:provider-clearing,EUR,25.00,2500',
        'e1,2026-01-31T08:00:00.000Z,spring,EntryFee,"a ""b"", c",,liabilities:pool:spring,EUR,-25.00,-2500',
        ""
      ].join("\r\n")
    )
  })

  it("lets no cell be taken for a formula, and leaves plain amounts as they are", () => {
    const memoOf = (memo: string) => readCsv([...toCsv([make("e1", "EUR", memo, 1n)])].join(""))[1]?.[4]
    for (const start of ["=", "+", "-", "@", "\t", "\r"])
      assert.strictEqual(memoOf(`${start}SUM(A1)`), `'${start}SUM(A1)`)
    assert.strictEqual(memoOf("-12.50"), "-12.50")
    assert.strictEqual(memoOf("-12.50.1"), "'-12.50.1")
    assert.strictEqual(memoOf("plain=text"), "plain=text")
  })

  it("reads back, cell by cell", () => {
    fc.assert(
      fc.property(journals, (entries) => {
        const [, ...records] = readCsv([...toCsv(entries)].join(""))
        const expected = entries.flatMap(({ id, postings }) => postings.map(({ minorUnits }) => [id, `${minorUnits}`]))
        assert.deepStrictEqual(
          records.map((record) => [record[0], record[9]]),
          expected
        )
        assert.isTrue(records.every((record) => record.length === 10 && !/^[=@]/.test(record[4] ?? "")))
        assert.isTrue(
          records.every((record) => Result.isSuccess(parseUnits(record[8] ?? "", 6)) || (record[8] ?? "").length > 9)
        )
      }),
      { numRuns: 50 }
    )
  })
})

describe("the JSON Lines", () => {
  it("read back line by line as the same entries", () => {
    fc.assert(
      fc.property(journals, (entries) => {
        const lines = [...toJsonLines(entries)]
        assert.deepStrictEqual(
          lines.map((line) => Result.getOrThrow(entryFromJson(line))),
          entries
        )
        assert.isTrue(lines.every((line) => line.indexOf("\n") === line.length - 1))
      }),
      { numRuns: 50 }
    )
  })

  it("write equal entries in equal bytes", () => {
    assert.deepStrictEqual(
      [...toJsonLines([make("e1", "EUR", "ada", 2500n)])],
      [
        '{"_v":1,"at":"2026-01-31T08:00:00.000Z","challengeId":"spring","currency":"EUR","id":"e1","kind":"EntryFee","memo":"ada",' +
          '"postings":[{"account":"assets:provider-clearing","minorUnits":"2500"},{"account":"liabilities:pool:spring","minorUnits":"-2500"}]}\n'
      ]
    )
  })
})

describe("every export", () => {
  it("streams: it asks for one entry at a time", () => {
    for (const write of [toHledger, toCsv, toJsonLines]) {
      let asked = 0
      function* endless() {
        while (true) yield make(`e${++asked}`, "EUR", "", 1n)
      }
      const lines = write(endless())
      for (let count = 0; count < 5; count++) lines.next()
      assert.isBelow(asked, 6)
    }
  })
})
