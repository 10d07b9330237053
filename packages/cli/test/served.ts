import type { Office } from "./store.ts"

/** Where a server is, and where its metrics are shown where they are. */
interface Addresses {
  readonly url: string
  readonly metrics: string
}

/** A server over the store of an office, with these flags, for as long as a test asks it something; how it ended. */
export const served = async (office: Office, flags: string, ask: (addresses: Addresses) => Promise<void>) => {
  const controller = new AbortController()
  let ended: ReturnType<Office["laurel"]> | undefined
  let metrics = ""
  const url = await new Promise<string>((resolve, reject) => {
    const hears = (text: string): void => {
      metrics = /Metrics are at (http\S+\/metrics)/.exec(text)?.[1] ?? metrics
      const found = / at (http:[^;\s]+);/.exec(text)?.[1]
      if (found !== undefined) resolve(found)
    }
    ended = office.laurel(`serve --port 0 --grace 0 ${flags}`.trim(), { signal: controller.signal, hears })
    ended.then(({ err }) => reject(new Error(err)), reject)
  })
  await ask({ url, metrics }).finally(() => controller.abort())
  const { code = -1, err = "" } = (await ended) ?? {}
  return { code, err }
}
