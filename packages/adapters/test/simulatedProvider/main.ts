import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { setTimeout } from "node:timers/promises"
import { type Answer, resourceOf, SimulatedStripe } from "./SimulatedStripe.ts"

// A simulation of a payment provider for tests; see README.md. It moves no money.

let simulation = new SimulatedStripe()

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = ""
  for await (const chunk of request) body += String(chunk)
  return body
}

const written = ({ status, body }: Answer): string => {
  const text = JSON.stringify(body)
  const lines = [
    `HTTP/1.1 ${status} Simulated`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(text)}`
  ]
  return `${lines.join("\r\n")}\r\n\r\n${text}`
}

const send = (response: ServerResponse, { status, body }: Answer): void => {
  response.writeHead(status, { "content-type": "application/json", "request-id": "req_simulated" })
  response.end(JSON.stringify(body))
}

const created = async (request: IncomingMessage, response: ServerResponse, name: string): Promise<void> => {
  const resource = resourceOf(name)
  if (resource === undefined) return send(response, { status: 404, body: {} })
  const form = new Map(new URLSearchParams(await bodyOf(request)))
  const key = String(request.headers["idempotency-key"] ?? "")
  const fault = simulation.takeFault(resource)
  if (fault?.kind === "loses") return
  const answer = simulation.create(resource, form, key, fault?.kind)
  switch (fault?.kind) {
    case "drops":
      return void request.socket.destroy()
    case "is silent":
      return
    case "is late":
      await setTimeout(fault.ms)
      return send(response, answer)
    case "answers twice":
      return void request.socket.end(written(answer) + written(answer))
    default:
      return send(response, answer)
  }
}

const controlled = (act: string, text: string): Answer => {
  const body = text === "" ? {} : JSON.parse(text)
  switch (act) {
    case "faults":
      simulation.addFaults(body)
      return { status: 200, body: {} }
    case "forget":
      simulation.forget()
      return { status: 200, body: {} }
    case "reset":
      simulation = new SimulatedStripe()
      return { status: 200, body: {} }
    case "return":
      return simulation.giveBack(body.id)
    case "complete":
      return simulation.complete(body.id)
    case "ledger":
      return { status: 200, body: simulation.movements }
    case "events":
      return { status: 200, body: simulation.events }
    default:
      return { status: 404, body: {} }
  }
}

const handled = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://simulation")
  const [, root, name = "", id, act] = pathname.split("/")
  if (root === "simulation") return send(response, controlled(name, await bodyOf(request)))
  const resource = resourceOf(name)
  if (request.method === "GET" && resource !== undefined) {
    return send(response, simulation.list(resource, new Map(searchParams)))
  }
  if (id !== undefined && act === "cancel") return send(response, simulation.cancel(id))
  return created(request, response, name)
}

const server = createServer((request, response) => void handled(request, response))
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => {
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  process.stdout.write(`http://127.0.0.1:${port}\n`)
})
// It ends with whoever started it.
process.stdin.resume().on("end", () => process.exit(0))
