// The same list on bare Node: list_node.js SOCKET-FOLDER DATABASE USER. No framework, no sign-in, no rate limit, no
// row-level security.
const http = require('http')
const { pool } = require('./postgres.js')

const [folder, database, user] = process.argv.slice(2)
const sql = `SELECT id, brand_id, brief_id, platform, language, state, reason, chosen_variant_id, excerpt, blocked,
  planned, version, created_at, updated_at
  FROM posts WHERE org_id = $1 AND id < $2 AND ($3::text IS NULL OR platform = $3) ORDER BY id DESC LIMIT $4`
const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const post = row => ({
  id: row[0], brand_id: row[1], brief_id: row[2], platform: row[3], language: row[4], state: row[5], reason: row[6],
  chosen_variant_id: row[7], excerpt: row[8], is_blocked: row[9] === 't', planned: Number(row[10]),
  version: Number(row[11]), created: row[12], updated: row[13]
})

const main = async () => {
  const query = await pool(`${folder}/.s.PGSQL.5432`, user, database, sql, 8)
  const server = http.createServer(async (request, response) => {
    const org = new URL(request.url, 'http://localhost').searchParams.get('org')
    const rows = await query([org, last, null, '21'])
    const body = Buffer.from(JSON.stringify({ items: rows.slice(0, 20).map(post) }))
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length })
    response.end(body)
  })
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })))
}

main()
process.stdin.resume().on('end', () => process.exit(0))
