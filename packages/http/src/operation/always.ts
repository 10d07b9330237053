/**
 * What every answer says to browsers: it is what it says it is, it is nothing to be shown in a frame or run, and where it came from is not
 * passed on.
 */
export const always = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "cross-origin-resource-policy": "same-site"
} as const
