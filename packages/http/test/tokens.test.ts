import { PrincipalId } from "@laurel/core/shared"
import { Effect, Option } from "effect"
import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose"
import { assert, beforeAll, describe, it } from "vitest"
import { tokensOfSupabase } from "../src/access/tokensOfSupabase.ts"
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
  describe("of a Supabase project", () => {
    const supabase = tokensOfSupabase("https://abc.supabase.co/")
    const ofSupabase = async (claims: Readonly<Record<string, unknown>>) => {
      const jwk = { ...(await exportJWK(keys.publicKey)), kid: "k1", alg: "ES256", use: "sig" }
      const text = await token({ iss: "https://abc.supabase.co/auth/v1", aud: "authenticated", ...claims })
      return Option.getOrUndefined(
        await Effect.runPromise(verifyBy(createLocalJWKSet({ keys: [jwk] }), supabase)(text, now))
      )
    }

    it("are held against where the project keeps its keys, its issuer, and the audience of users who are signed in", async () => {
      assert.strictEqual(supabase.keysUrl, "https://abc.supabase.co/auth/v1/.well-known/jwks.json")
      assert.strictEqual((await ofSupabase({}))?.id, PrincipalId.make("ada"))
      assert.isUndefined(await ofSupabase({ aud: "anon" }))
      assert.isUndefined(await ofSupabase({ iss: "https://other.supabase.co/auth/v1" }))
    })
    it("give the roles that the service key wrote, and none that users can write themselves", async () => {
      const written = await ofSupabase({ app_metadata: { provider: "email", laurel_roles: ["approver"] } })
      assert.deepStrictEqual([...(written?.roles ?? [])], ["approver"])
      const own = { user_metadata: { laurel_roles: ["administrator"] }, laurel_roles: ["administrator"] }
      assert.deepStrictEqual([...((await ofSupabase(own))?.roles ?? [])], [])
    })
    it("say when somebody last proved who they are, which a refreshed or anonymous session does not", async () => {
      const first = { method: "password", timestamp: seconds - 3_600 }
      const second = { method: "totp", timestamp: seconds - 60 }
      const refreshed = { method: "token_refresh", timestamp: seconds - 1 }
      assert.strictEqual((await ofSupabase({ amr: [second, first, refreshed] }))?.provenAt, now - 60_000)
      for (const amr of [[refreshed], [{ method: "anonymous", timestamp: seconds }], ["password"], undefined]) {
        assert.isUndefined((await ofSupabase({ amr, auth_time: seconds }))?.provenAt)
      }
    })
  })
})
