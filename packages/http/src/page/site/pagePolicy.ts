import { always } from "../../operation/always.ts"

/**
 * What browsers let pages do: everything comes from here, no script or style stands in the markup, forms are sent here alone. Where a form
 * comes from is told to ourselves, who look at it.
 */
export const pagePolicy = (ancestors: string): Readonly<Record<string, string>> => ({
  ...always,
  "content-security-policy": `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`,
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin"
})
