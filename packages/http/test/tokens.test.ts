import { PrincipalId } from "@laurel/core/shared"
import { Effect, Option } from "effect"
import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose"
import { assert, beforeAll, describe, it } from "vitest"
import { type TokenVerifier, verifyBy } from "../src/access/verifyTokens.ts"

const issuer = "https://id.example"
const audience = "laurel"
const now = Date.UTC(2026, 4, 4, 8)
const seconds = now / 1_000

type Pair = Awaited<ReturnType<typeof generateKeyPair>>

describe("tokens", () => {
  let verify: TokenVerifier
  let keys: Pair
  let others: Pair
  beforeAll(async () => {
    keys = await generateKeyPair("ES256", { extractable: true })
    others = await generateKeyPair("ES256", { extractable: true })
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: "k1", alg: "ES256", use: "sig" }
    verify = verifyBy(createLocalJWKSet({ keys: [jwk] }), { issuer, audience })
  })
  const token = (claims: Readonly<Record<string, unknown>> = {}, header = { alg: "ES256", kid: "k1" }, pair = keys) =>
    new SignJWT({ sub: "ada", iss: issuer, aud: audience, iat: seconds - 10, exp: seconds + 600, ...claims })
      .setProtectedHeader(header)
      .sign(pair.privateKey)
  const seen = async (text: string, at = now) => Option.getOrUndefined(await Effect.runPromise(verify(text, at)))
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url")

  it("prove who somebody is, which roles they have here, and when they signed in", async () => {
    const person = await seen(await token({ laurel_roles: ["approver", "emperor"], auth_time: seconds - 60 }))
    assert.strictEqual(person?.id, PrincipalId.make("ada"))
    assert.deepStrictEqual([...(person?.roles ?? [])], ["approver"])
    assert.strictEqual(person?.provenAt, now - 60_000)
  })
  it("prove nothing when anything about them is wrong", async () => {
    const unsigned = `${encoded({ alg: "none" })}.${encoded({ sub: "ada", iss: issuer, aud: audience, exp: seconds + 600 })}.`
    const spki = await exportSPKI(keys.publicKey)
    const symmetric = await new SignJWT({ sub: "ada", iss: issuer, aud: audience, exp: seconds + 600 })
      .setProtectedHeader({ alg: "HS256", kid: "k1" })
      .sign(new TextEncoder().encode(spki))
    const embedded = await new SignJWT({ sub: "ada", iss: issuer, aud: audience, exp: seconds + 600 })
      .setProtectedHeader({
        alg: "ES256",
        kid: "k9",
        jwk: await exportJWK(others.publicKey),
        jku: "https://evil.example"
      })
      .sign(others.privateKey)
    const good = await token()
    const wrong: Readonly<Record<string, string>> = {
      "no signature": unsigned,
      "the public key as a secret": symmetric,
      "a key of its own": embedded,
      "another key": await token({}, { alg: "ES256", kid: "k1" }, others),
      "an unknown key": await token({}, { alg: "ES256", kid: "k2" }, others),
      "another issuer": await token({ iss: "https://evil.example" }),
      "another audience": await token({ aud: "others" }),
      "expired, by a second more than clocks may differ": await token({ exp: seconds - 6 }),
      "not yet valid": await token({ nbf: seconds + 60 }),
      "without an end": await token({ exp: undefined }),
      "without a subject": await token({ sub: undefined }),
      "a subject that is no name": await token({ sub: "a\u0000b" }),
      "a changed letter": `${good.slice(0, -2)}${good.endsWith("AA") ? "BB" : "AA"}`,
      "too long": await token({ more: "x".repeat(9_000) }),
      nonsense: "a.b.c",
      nothing: ""
    }
    for (const [about, text] of Object.entries(wrong)) assert.isUndefined(await seen(text), about)
  })
  it("are remembered until they expire, and no longer", async () => {
    const text = await token({ exp: seconds + 60 })
    assert.isDefined(await seen(text))
    assert.isDefined(await seen(text, now + 59_000))
    assert.isUndefined(await seen(text, now + 70_000))
  })
})
