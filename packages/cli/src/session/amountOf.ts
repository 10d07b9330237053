import { currencyDecimals } from "@laurel/core/shared"
import { Problem } from "../io/Problem.ts"

/** Minor units of an amount as people write it: `500`, `500.00`. What has too many decimals is never rounded. */
export const amountOf = (text: string, currency: string, where: string): bigint => {
  const decimals = currencyDecimals(currency)
  const match = /^(\d{1,24})(?:\.(\d+))?$/.exec(text)
  const fraction = match?.[2] ?? ""
  if (match?.[1] !== undefined && fraction.length <= decimals) return BigInt(match[1] + fraction.padEnd(decimals, "0"))
  throw new Problem({
    exit: "usage",
    code: "wrong-amount",
    title: `"${text}" is no amount of ${currency}`,
    where,
    remedy: `give a number with at most ${decimals} decimals and nothing else, such as ${decimals === 0 ? "500" : "500.00"}`
  })
}
