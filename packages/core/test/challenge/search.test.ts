import { assert, describe, it } from "@effect/vitest"
import { isFound, SearchText, wordsIn } from "@laurel/core/challenge"
import { Schema } from "effect"
import fc from "fast-check"

const search = (text: string) => SearchText.make(text)
const isSearch = Schema.is(SearchText)
const challenge = { name: "Die Straße am Fluß", description: "Ein Frühlings-Lauf über 10km, à la carte" }

/** Text as people write it, in scripts that have case and accents and in some that have not. */
const texts = fc.string({
  unit: fc.constantFrom(..."aAßẞéÉe\u0301ıİiΣσς łŁĳﬁ²½हिन्दी日本語の가각й-_'\u{1f3c6}".split(""))
})

describe("Search", () => {
  it("takes text apart into words without case and accents, each once, in order", () => {
    assert.deepStrictEqual(wordsIn("Die Straße, à la carte! LA"), ["a", "carte", "die", "la", "strasse"])
    assert.deepStrictEqual(wordsIn("ΟΔΟΣ οδος ὁδός"), ["οδοσ"])
    assert.deepStrictEqual(wordsIn("İstanbul ısı ﬁt Ångström"), ["angstrom", "fit", "isi", "istanbul"])
    assert.deepStrictEqual(wordsIn("हिन्दी 10 km/h \u{1f3c6} '); drop"), ["10", "drop", "h", "km", "हिन्दी"])
    assert.deepStrictEqual(wordsIn("x".repeat(100)), ["x".repeat(64)])
    assert.deepStrictEqual(wordsIn(`${"𝒳".repeat(70)}`), ["x".repeat(64)])
    assert.deepStrictEqual(wordsIn("\ud800 \udc00"), [])
  })
  it("finds what has words that begin with all that is searched for, in whatever order", () => {
    for (const text of ["strass", "FLUSS fruhling", "uber lauf 10", "Über LA die"])
      assert.isTrue(isFound(challenge, search(text)), text)
    for (const text of ["rasse", "fluss ufer", "10kms", "laufen"])
      assert.isFalse(isFound(challenge, search(text)), text)
    assert.isFalse(isFound({ name: "Frühling" }, search("fluss")))
  })
  it("takes 1 to 8 different words in up to 200 characters", () => {
    for (const text of ["a", "a b c d e f g h", "A a a a a a a a a a", "x".repeat(200)])
      assert.isTrue(isSearch(text), text)
    for (const text of ["", " ?! ", "a b c d e f g h i", "x".repeat(201), "\u{1f3c6}"])
      assert.isFalse(isSearch(text), text)
  })
  it("gives the same words for the same text in capitals, in small letters and however its accents are written", () =>
    fc.assert(
      fc.property(texts, (text) => {
        const expected = wordsIn(text)
        for (const form of [text.toLowerCase(), text.toUpperCase(), text.normalize("NFC"), text.normalize("NFD")])
          assert.deepStrictEqual(wordsIn(form), expected)
      })
    ))
  it("gives words that are words: to be found again by themselves", () =>
    fc.assert(
      fc.property(texts, (text) => {
        const words = wordsIn(text)
        assert.deepStrictEqual(wordsIn(words.join(" ")), words)
        for (const word of words) {
          assert.match(word, /^[\p{L}\p{M}\p{N}]{1,64}$/u)
          assert.isTrue(isFound({ name: "other", description: text }, search(word)))
        }
      })
    ))
})
