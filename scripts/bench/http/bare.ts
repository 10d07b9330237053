import { createServer } from "node:http"
import pg from "pg"

// The same routes as plain node:http with the bare statements: nothing is checked, scored, ranked or told to anybody.

const [url = ""] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 16 })
await pool.query(
  `create table bare_activity (source text collate "C", key text collate "C", user_id text, metric text, quantity int8, at text,
    primary key (source, key))`
)
await pool.query("create table bare_board (user_id text primary key, score int8)")
await pool.query("insert into bare_board select 'user-' || n, n * 7919 % 1000003 from generate_series(1, 10000) n")
await pool.query("create index bare_board_score on bare_board (score desc, user_id)")

const server = createServer((request, response) => {
  const answer = (value: unknown): void => {
    response.writeHead(200, { "content-type": "application/json" })
    response.end(JSON.stringify(value))
  }
  if (request.method === "POST") {
    const pieces: Array<Buffer> = []
    request.on("data", (piece) => pieces.push(piece))
    request.on("end", async () => {
      const row = JSON.parse(Buffer.concat(pieces).toString("utf8"))
      await pool.query({
        name: "insert",
        text: "insert into bare_activity values ($1, $2, $3, $4, $5, $6)",
        values: ["app", row.key, row.user_id, row.metric, row.quantity, row.at]
      })
      answer({ outcome: "accepted" })
    })
    return
  }
  const page = request.url?.endsWith("limit=20") === true
  const asked = page
    ? pool.query({ name: "page", text: "select user_id, score from bare_board order by score desc, user_id limit 20" })
    : pool.query({
        name: "rank",
        text: "select count(*) from bare_board where score > $1",
        values: [(Math.random() * 1_000_000) | 0]
      })
  asked.then(({ rows }) => answer(rows)).catch(() => response.destroy())
})
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  console.log(JSON.stringify({ port: typeof address === "object" ? address?.port : 0, key: "" }))
})
