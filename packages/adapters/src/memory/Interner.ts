import { Places } from "./Places.ts"

/** Numbers for texts that repeat (users, metrics, sources), counted from 0. */
export class Interner<Text extends string> {
  readonly #numbers = new Places<Text, number>()
  readonly #texts: Array<Text> = []

  /** The number of a text, new if it was not seen before. */
  number(text: Text): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const next = this.#texts.length
    this.#texts.push(text)
    this.#numbers.set(text, next)
    return next
  }

  /** The number of a text that was seen before. */
  find(text: Text): number | undefined {
    return this.#numbers.get(text)
  }

  /** The text of a number that was given out. */
  text(number: number): Text {
    const text = this.#texts[number]
    if (text === undefined) throw new RangeError(`no text has the number ${number}`)
    return text
  }
}
