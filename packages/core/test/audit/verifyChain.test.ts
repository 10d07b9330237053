import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { auditNotes } from "../../contracts/arbitraries/audit.ts"
import {
  type AuditEntry,
  AuditNote,
  AuditScope,
  emptyChain,
  frameOf,
  hashOf,
  headOf,
  link,
  noHash,
  ownScope,
  type Told,
  verifyChain
} from "../../src/audit/index.ts"
import { canonicalJson, formatInstant, sha256Hex } from "../../src/shared/index.ts"

const spring = AuditScope.make("challenge:spring")

const chainOf = (notes: ReadonlyArray<Told>, scope = spring): ReadonlyArray<AuditEntry> => {
  const entries: Array<AuditEntry> = []
  let head = emptyChain(scope)
  for (const note of notes) {
    const entry = link(head, note)
    entries.push(entry)
    head = headOf(entry)
  }
  return entries
}

const findingIn = (entries: ReadonlyArray<AuditEntry>) => Result.getFailure(verifyChain(emptyChain(spring), entries))
const found = (entries: ReadonlyArray<AuditEntry>) => {
  const finding = findingIn(entries)
  return finding._tag === "Some" ? `${finding.value.seq} ${finding.value.problem}` : "nothing"
}

/** A chain of at least two entries, and one of them by its index. */
const chains = fc
  .array(auditNotes, { minLength: 2, maxLength: 6 })
  .chain((notes) => fc.tuple(fc.constant(chainOf(notes)), fc.nat({ max: notes.length - 1 })))

/** The same entry with one character of one of its texts exchanged, or one of its numbers moved. */
const altered = (entry: AuditEntry, which: number, where: number): AuditEntry => {
  const texts = ["actor", "action", "before", "after", "previous", "hash"] as const
  const exchanged = (text: string): string => {
    const at = where % Math.max(text.length, 1)
    return `${text.slice(0, at)}${text[at] === "0" ? "1" : "0"}${text.slice(at + 1)}`
  }
  const field = texts[which % (texts.length + 3)]
  if (field !== undefined) return { ...entry, [field]: exchanged(entry[field]) }
  if (which % 3 === 0) return { ...entry, at: entry.at + 1 + where }
  if (which % 3 === 1) return { ...entry, origin: { ...entry.origin, channel: exchanged(entry.origin.channel) } }
  return { ...entry, origin: { ...entry.origin, agent: exchanged(entry.origin.agent ?? "") } }
}

describe("verifyChain", () => {
  it("the hash is SHA-256 over the entry in canonical JSON, which holds the hash before it", () => {
    fc.assert(
      fc.property(auditNotes, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (note, seq) => {
        const entry = { _v: 1, scope: spring, seq, ...note, origin: { ...note.origin }, previous: noHash }
        const expected = sha256Hex(canonicalJson({ ...entry, at: formatInstant(note.at) }))
        assert.strictEqual(hashOf(spring, note, noHash, seq), expected)
        const { start, middle, end } = frameOf(spring, note)
        assert.strictEqual(sha256Hex(`${start}${noHash}${middle}${seq}${end}`), expected)
      })
    )
  })

  it("what was written follows one another, and its head is that of the last", () => {
    fc.assert(
      fc.property(chains, ([entries]) => {
        const last = entries.at(-1)
        assert.deepStrictEqual(
          verifyChain(emptyChain(spring), entries),
          Result.succeed(last === undefined ? emptyChain(spring) : headOf(last))
        )
      })
    )
  })

  it("a chain is verified in pages as it is in one", () => {
    fc.assert(
      fc.property(chains, ([entries, at]) => {
        const whole = verifyChain(emptyChain(spring), entries)
        const paged = Result.flatMap(verifyChain(emptyChain(spring), entries.slice(0, at)), (head) =>
          verifyChain(head, entries.slice(at))
        )
        assert.deepStrictEqual(paged, whole)
      })
    )
  })

  it("I27 the first altered entry is named", () => {
    fc.assert(
      fc.property(chains, fc.nat(), fc.nat(), ([entries, at], which, where) => {
        const changed = entries.map((entry, index) => (index === at ? altered(entry, which, where) : entry))
        assert.strictEqual(found(changed), `${at + 1} Altered`)
      })
    )
  })

  it("I27 an entry that was sealed anew is named, or the one after it", () => {
    fc.assert(
      fc.property(chains, ([entries, at]) => {
        const forged = entries.map((entry, index) => {
          if (index !== at) return entry
          const other = { ...entry, after: `${entry.after} ` }
          return { ...other, hash: hashOf(spring, other, other.previous, other.seq) }
        })
        assert.strictEqual(found(forged), at === entries.length - 1 ? "nothing" : `${at + 2} Inserted`)
      })
    )
  })

  it("I27 a missing entry is named; that the last ones are missing only a head that was kept shows", () => {
    fc.assert(
      fc.property(chains, ([entries, at]) => {
        const without = entries.filter((_, index) => index !== at)
        assert.strictEqual(found(without), at === entries.length - 1 ? "nothing" : `${at + 1} Missing`)
      })
    )
  })

  it("I27 the first of two entries that changed places is named", () => {
    fc.assert(
      fc.property(chains, ([entries, at]) => {
        const [first, second] = [entries[at], entries[at + 1]]
        if (first === undefined || second === undefined) return
        const swapped = [...entries.slice(0, at), second, first, ...entries.slice(at + 2)]
        assert.strictEqual(found(swapped), `${at + 1} Reordered`)
      })
    )
  })

  it("I27 an entry of another chain, and one that is there twice, is named", () => {
    fc.assert(
      fc.property(chains, ([entries, at]) => {
        const other = chainOf(entries, ownScope)[at]
        const again = entries[at]
        if (other === undefined || again === undefined) return
        const around = (one: AuditEntry) => [...entries.slice(0, at + 1), one, ...entries.slice(at + 1)]
        assert.strictEqual(found(around(other)), `${at + 1} Inserted`)
        assert.strictEqual(found(around(again)), `${at + 1} Inserted`)
      })
    )
  })

  it("an instant that is none is altered", () => {
    for (const entry of chainOf(fc.sample(auditNotes, 1))) {
      for (const at of [Number.NaN, Number.POSITIVE_INFINITY, 9e15, 0.5]) {
        assert.strictEqual(found([{ ...entry, at }]), "1 Altered")
      }
    }
  })

  it("a scope, an actor, an action and a channel are read strictly, texts with control characters are refused", () => {
    const decode = Schema.decodeUnknownResult(AuditNote)
    const good = {
      at: "2026-01-01T00:00:00Z",
      actor: "olivia",
      action: "challenge.publish",
      origin: { channel: "cli", agent: "laurel/1" },
      before: "{}",
      after: "{}"
    }
    assert.isTrue(Result.isSuccess(decode(good)))
    for (const wrong of [
      { action: "Challenge.publish" },
      { action: "a..b" },
      { origin: { channel: "" } },
      { origin: { channel: "cli", agent: "a\u0000b" } },
      { origin: { channel: "cli", address: "x".repeat(101) } },
      { actor: "" }
    ]) {
      assert.isTrue(Result.isFailure(decode({ ...good, ...wrong })), JSON.stringify(wrong))
    }
    const scope = Schema.decodeUnknownResult(AuditScope)
    assert.isTrue(Result.isSuccess(scope("laurel")))
    for (const wrong of ["challenge:", "spring", "challenge: x", "Laurel"]) {
      assert.isTrue(Result.isFailure(scope(wrong)), wrong)
    }
  })
})
