import { createHmac, randomBytes } from "node:crypto"
import { issueKey, keyBytes, type Person, revokeKey } from "@laurel/core/access"
import { PrincipalId } from "@laurel/core/shared"
import { Effect, Option } from "effect"
import fc from "fast-check"
import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { makeAuthenticate } from "../src/access/makeAuthenticate.ts"
import { type TokenVerifier, verifyBy } from "../src/access/verifyTokens.ts"
import { operations } from "../src/api/operations.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import { begin, openHouse } from "./house.ts"

/** How many forged tokens: `npm run gate:tokens` asks for more. */
const tokens = Number(process.env.LAUREL_FORGED_TOKENS ?? "600")

const issuer = "https://id.example"
const audience = "laurel"
const seconds = begin / 1_000

const algorithms = ["ES256", "ES384", "EdDSA", "RS256", "PS256"] as const
type Algorithm = (typeof algorithms)[number]

type Pair = Awaited<ReturnType<typeof generateKeyPair>>

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url")
const bytesOf = (part: string): Buffer => Buffer.from(part, "base64url")

/** What a forger has to go on: a good token, and all that is public of the key that signed it. */
interface Seen {
  readonly good: string
  readonly algorithm: Algorithm
  readonly claims: JWTPayload
  /** The public key in every form that somebody might take for a secret. */
  readonly publicForms: ReadonlyArray<Uint8Array>
  /** The forger's own key of that algorithm, and what is public of it. */
  readonly own: Pair
  readonly ownJwk: Readonly<Record<string, unknown>>
  /** Signs with the key of the identity provider: for tokens that it made for others, or a long time ago. */
  readonly signed: (claims: JWTPayload, header?: Readonly<Record<string, unknown>>) => Promise<string>
}

type Forgery = (seen: Seen, drawn: { readonly at: number; readonly bit: number }) => string | Promise<string>

const partsOf = (token: string): readonly [header: string, payload: string, signature: string] => {
  const [header = "", payload = "", signature = ""] = token.split(".")
  return [header, payload, signature]
}

const pick = <A>(list: ReadonlyArray<A>, at: number): A => {
  const one = list[at % list.length]
  if (one === undefined) throw new Error("there is nothing to pick from")
  return one
}

const withoutEnd = ({ exp: _, ...claims }: JWTPayload): JWTPayload => claims

const signedByHmac = (header: string, payload: string, secret: Uint8Array, hash: string): string =>
  `${header}.${payload}.${createHmac(hash, secret).update(`${header}.${payload}`).digest("base64url")}`

/** Each kind is tried at least once. */
const firstOf = (name: string): [Algorithm, string, AnyOperation, { at: number; bit: number }] => [
  "ES256",
  name,
  operations.listChallenges,
  { at: 0, bit: 0 }
]

/** With a header of the forger's making, signed with the forger's own key. */
const byOwnKey = (seen: Seen, header: Readonly<Record<string, unknown>>): Promise<string> =>
  new SignJWT(seen.claims)
    .setProtectedHeader({ alg: seen.algorithm, kid: seen.algorithm, ...header })
    .sign(seen.own.privateKey)

const forgeries: Readonly<Record<string, Forgery>> = {
  "no signature, however `none` is written": ({ good, claims }, { at, bit }) => {
    const header = encoded({ alg: pick(["none", "None", "NONE", "nOnE", "", "null"], at), typ: "JWT" })
    return `${header}.${encoded(claims)}.${pick(["", partsOf(good)[2], "AA"], bit)}`
  },
  "a public key as the secret": ({ publicForms, claims, algorithm }, { at, bit }) => {
    const [alg, hash] = pick(
      [
        ["HS256", "sha256"],
        ["HS384", "sha384"],
        ["HS512", "sha512"]
      ] as const,
      bit
    )
    return signedByHmac(encoded({ alg, kid: algorithm }), encoded(claims), pick(publicForms, at), hash)
  },
  "the public key as the secret, under the algorithm that is expected": ({ publicForms, claims, algorithm }, { at }) =>
    signedByHmac(encoded({ alg: algorithm, kid: algorithm }), encoded(claims), pick(publicForms, at), "sha256"),
  "an empty secret": ({ claims, algorithm }) =>
    signedByHmac(encoded({ alg: "HS256", kid: algorithm }), encoded(claims), new Uint8Array([0]), "sha256"),
  "another key under the name of the right one": (seen) => byOwnKey(seen, {}),
  "a key that comes along": (seen) => byOwnKey(seen, { jwk: seen.ownJwk }),
  "a key that is somewhere else": (seen, { at }) =>
    byOwnKey(seen, { [pick(["jku", "x5u"], at)]: "https://evil.example/keys" }),
  "a name of a key that leads elsewhere": (seen, { at }) =>
    byOwnKey(seen, {
      kid: pick(["../../dev/null", "' or 1=1 --", "https://evil.example", "__proto__", "constructor", "", "\u0000"], at)
    }),
  "no name of a key": async (seen) =>
    new SignJWT(seen.claims).setProtectedHeader({ alg: seen.algorithm }).sign(seen.own.privateKey),
  "the algorithm of another key": ({ good, algorithm }, { at }) => {
    const [, payload, signature] = partsOf(good)
    const alg = pick(
      algorithms.filter((one) => one !== algorithm),
      at
    )
    return `${encoded({ alg, kid: algorithm })}.${payload}.${signature}`
  },
  "other claims under the same signature": ({ good, claims }, { at }) => {
    const [header, , signature] = partsOf(good)
    const changed = pick(
      [{ sub: "root" }, { laurel_roles: ["administrator"] }, { exp: seconds + 9_999_999 }, { auth_time: seconds + 1 }],
      at
    )
    return `${header}.${encoded({ ...claims, ...changed })}.${signature}`
  },
  "a bit of the signature changed": ({ good }, { at, bit }) => {
    const [header, payload, signature] = partsOf(good)
    const bytes = bytesOf(signature)
    const place = at % bytes.length
    bytes[place] = (bytes[place] ?? 0) ^ (1 << (bit % 8))
    return `${header}.${payload}.${bytes.toString("base64url")}`
  },
  "a signature of zeros": ({ good }, { at }) => {
    const [header, payload, signature] = partsOf(good)
    const { length } = bytesOf(signature)
    return `${header}.${payload}.${Buffer.alloc(pick([length, 0, 1, length - 1, length + 1], at)).toString("base64url")}`
  },
  "a signature cut short, or with more to it": ({ good }, { at }) => {
    const [header, payload, signature] = partsOf(good)
    const bytes = bytesOf(signature)
    const made = at % 2 === 0 ? bytes.subarray(0, at % bytes.length) : Buffer.concat([bytes, Buffer.from([at % 256])])
    return `${header}.${payload}.${made.toString("base64url")}`
  },
  "of another provider": ({ signed, claims }, { at }) =>
    signed({
      ...claims,
      iss: pick(["https://evil.example", `${issuer}/`, `${issuer}.evil.example`, "", "HTTPS://ID.EXAMPLE"], at)
    }),
  "for somebody else": ({ signed, claims }, { at }) =>
    signed({
      ...claims,
      aud: pick(["others", ["others", "more"], "", [], `${audience}x`, audience.toUpperCase()], at)
    }),
  "over, or never over": ({ signed, claims }, { at }) =>
    at % 4 === 0 ? signed(withoutEnd(claims)) : signed({ ...claims, exp: seconds - 6 - (at % 100_000) }),
  "an end that is no instant": ({ signed, claims }, { at }) =>
    signed({
      ...claims,
      ...JSON.parse(pick(['{"exp":"9999999999"}', '{"exp":null}', '{"exp":{}}', '{"exp":true}'], at))
    }),
  "not valid yet": ({ signed, claims }, { at }) => signed({ ...claims, nbf: seconds + 6 + (at % 100_000) }),
  "of nobody": ({ signed, claims }, { at }) =>
    signed({
      ...claims,
      ...JSON.parse(pick(['{"sub":""}', '{"sub":null}', '{"sub":7}', '{"sub":"a\\u0000b"}', '{"sub":["ada"]}'], at))
    }),
  "something that has to be understood": async ({ signed, claims, algorithm }, { at }) => {
    const token = await signed(claims)
    const [, payload, signature] = partsOf(token)
    const header = pick([{ crit: ["exp"], exp: 1 }, { crit: [] }, { b64: false, crit: ["b64"] }], at)
    return `${encoded({ alg: algorithm, kid: algorithm, ...header })}.${payload}.${signature}`
  },
  "another number of parts": ({ good }, { at }) =>
    pick(
      [
        `${good}.`,
        `.${good}`,
        `${good}.AA`,
        good.replace(".", ""),
        `${good}.AA.AA`,
        good.replaceAll(".", ".."),
        "..",
        "..."
      ],
      at
    ),
  "other letters": ({ good }, { at, bit }) => {
    const [header, payload, signature] = partsOf(good)
    return pick(
      [
        `${header}=.${payload}.${signature}`,
        `${header}.${payload}%00.${signature}`,
        `${header}.${payload}.${signature}"`,
        `"${good}"`,
        `${good},${good}`,
        `${payload}.${header}.${signature}`
      ],
      at + bit
    )
  }
}

describe("forged credentials", () => {
  let verify: TokenVerifier = () => Effect.succeed(Option.none<Person>())
  const authenticate = makeAuthenticate((token, now) => verify(token, now))
  let seenOf: (algorithm: Algorithm) => Promise<Seen>
  const house = openHouse(undefined, undefined, {
    authenticate: (caller) => authenticate(caller)
  })
  beforeAll(async () => {
    const made = async (): Promise<ReadonlyMap<Algorithm, Pair>> =>
      new Map(
        await Promise.all(
          algorithms.map(async (one) => [one, await generateKeyPair(one, { extractable: true })] as const)
        )
      )
    const [provider, forger] = [await made(), await made()]
    const pairOf = (pairs: ReadonlyMap<Algorithm, Pair>, one: Algorithm): Pair => {
      const pair = pairs.get(one)
      if (pair === undefined) throw new Error(`there is no key of ${one}`)
      return pair
    }
    const publicOf = async (one: Algorithm) => ({
      ...(await exportJWK(pairOf(provider, one).publicKey)),
      kid: one,
      alg: one,
      use: "sig"
    })
    const jwks = { keys: await Promise.all(algorithms.map(publicOf)) }
    verify = verifyBy(createLocalJWKSet(jwks), { issuer, audience })
    let count = 0
    seenOf = async (algorithm) => {
      const { privateKey, publicKey } = pairOf(provider, algorithm)
      const own = pairOf(forger, algorithm)
      count += 1
      const claims = { sub: `ada${count}`, iss: issuer, aud: audience, iat: seconds - 10, exp: seconds + 600 }
      const signed: Seen["signed"] = (given, header = {}) =>
        new SignJWT(given).setProtectedHeader({ alg: algorithm, kid: algorithm, ...header }).sign(privateKey)
      const [spki, jwk] = [await exportSPKI(publicKey), await exportJWK(publicKey)]
      const texts = [
        spki,
        spki.trim(),
        spki.replaceAll("\n", ""),
        JSON.stringify(jwk),
        JSON.stringify(jwks),
        jwk.x ?? jwk.n ?? ""
      ]
      const der = Buffer.from(spki.replace(/-----.*-----/g, ""), "base64")
      return {
        good: await signed(claims),
        algorithm,
        claims,
        publicForms: [...texts.map((text) => Buffer.from(text)), der, Buffer.from(jwk.x ?? jwk.n ?? "", "base64url")],
        own,
        ownJwk: { ...(await exportJWK(own.publicKey)) },
        signed
      }
    }
  })
  afterAll(house.close)

  const all: ReadonlyArray<AnyOperation> = Object.values(operations)
  const asked = async (operation: AnyOperation, as: string) => {
    const path = operation.path.replace(/\{(\w+)\}/g, "none")
    const { status, json } = await house.ask(operation.method, path, { as })
    return { status, code: json?.code }
  }

  it("prove nothing, whatever is asked with them, while the token that they are made of does", async () => {
    const tried = new Map<string, number>()
    const names = Object.keys(forgeries)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...algorithms),
        fc.constantFrom(...names),
        fc.constantFrom(...all),
        fc.record({ at: fc.nat(1_000_000), bit: fc.nat(7) }),
        async (algorithm, name, operation, drawn) => {
          const seen = await seenOf(algorithm)
          const forged = (await forgeries[name]?.(seen, drawn)) ?? ""
          const refused = await asked(operation, forged)
          assert.deepStrictEqual(refused, { status: 401, code: "credential-refused" }, `${name}: ${forged}`)
          const believed = await asked(operations.listKeys, seen.good)
          assert.notStrictEqual(believed.status, 401, `${algorithm}: the token itself is believed`)
          // Whoever was believed a moment ago lends nothing to what is forged of it.
          assert.strictEqual((await asked(operation, forged)).status, 401, `${name}, again: ${forged}`)
          tried.set(name, (tried.get(name) ?? 0) + 1)
        }
      ),
      { numRuns: tokens, examples: names.map((name) => firstOf(name)) }
    )
    assert.strictEqual(tried.size, names.length)
    assert.deepStrictEqual(house.reports, [])
    if (process.env.LAUREL_FORGED_TOKENS !== undefined)
      process.stdout.write(
        `${tokens} forged tokens of ${names.length} kinds, each refused; as many good ones, each believed\n`
      )
  }, 600_000)

  it("keys that are not those that were issued prove nothing, nor do those that are over or revoked", async () => {
    const olga = PrincipalId.make("olga")
    const issue = (more: { readonly expiresAt?: number } = {}) =>
      house.run(issueKey({ owner: olga, label: "test", scopes: ["read"], ...more }, olga, randomBytes(keyBytes)))
    const [{ text, key }, over, { text: other }] = [await issue(), await issue({ expiresAt: begin }), await issue()]
    const [name = "", secret = ""] = text.slice("laurel_live_".length).split("_")
    const otherSecret = other.slice("laurel_live_".length).split("_")[1] ?? ""
    const believed = await asked(operations.listChallenges, text)
    assert.strictEqual(believed.status, 200)
    const changed = (letter: string): string => (letter === "a" ? "b" : "a")
    const wrong: Readonly<Record<string, string>> = {
      "the secret of another": `laurel_live_${name}_${otherSecret}`,
      "another name": `laurel_live_${[...name].reverse().join("")}_${secret}`,
      "no secret": `laurel_live_${name}_`,
      "no name": `laurel_live__${secret}`,
      "capital letters": text.toUpperCase(),
      "the hash that is kept": `laurel_live_${name}_${key.hash}`,
      "a letter less": text.slice(0, -1),
      "a letter more": `${text}a`,
      "one that is over": over.text,
      "another kind": text.replace("live", "test")
    }
    for (const [about, credential] of Object.entries(wrong))
      assert.deepStrictEqual(
        await asked(operations.listChallenges, credential),
        { status: 401, code: "credential-refused" },
        about
      )
    for (let at = 0; at < secret.length; at++) {
      const forged = `laurel_live_${name}_${secret.slice(0, at)}${changed(secret[at] ?? "")}${secret.slice(at + 1)}`
      assert.strictEqual((await asked(operations.listChallenges, forged)).status, 401, `letter ${at}`)
    }
    await house.run(revokeKey(key.id, olga))
    house.clock.moveTo(begin + 5_001)
    assert.strictEqual((await asked(operations.listChallenges, text)).status, 401, "revoked")
  })
})
