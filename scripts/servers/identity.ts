import { generateKeyPairSync, sign } from "node:crypto"
import { once } from "node:events"
import { createServer } from "node:http"

/** An identity provider of a test's own: a fake of a foreign service, which gives its keys and signs any token. */
export interface Identity {
  /** What `laurel serve` is told of it. */
  readonly args: ReadonlyArray<string>
  /** A token of somebody who has just signed in. */
  readonly tokenOf: (who: string) => string
  readonly dispose: () => Promise<void>
}

const issuer = "https://id.example"
const audience = "laurel"
const validSeconds = 3_600

/** Starts one on a free port. */
export const startIdentity = async (): Promise<Identity> => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const key = { ...publicKey.export({ format: "jwk" }), kid: "k1", alg: "ES256", use: "sig" }
  const server = createServer((_, answer) => answer.end(JSON.stringify({ keys: [key] }))).listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("no free port")
  return {
    args: ["--jwks", `http://127.0.0.1:${address.port}/`, "--issuer", issuer, "--audience", audience],
    tokenOf: (who) => {
      const now = Math.floor(Date.now() / 1_000)
      const claims = { sub: who, iss: issuer, aud: audience, iat: now, auth_time: now, exp: now + validSeconds }
      const text = [{ alg: "ES256", kid: "k1" }, claims]
        .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
        .join(".")
      const signature = sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" })
      return `${text}.${signature.toString("base64url")}`
    },
    dispose: async () => {
      server.close()
      await once(server, "close")
    }
  }
}
