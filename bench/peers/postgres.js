// The least of a PostgreSQL client that a peer needs, so that it depends on nothing but Node: trusted or peer sign-in
// on a unix socket, one prepared statement for each connection, text in and out.
const net = require('net')

const message = (type, ...parts) => {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(5)
  head.write(type, 0)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
const int16 = n => { const b = Buffer.alloc(2); b.writeInt16BE(n); return b }
const int32 = n => { const b = Buffer.alloc(4); b.writeInt32BE(n); return b }
const text = s => Buffer.from(s + '\0')
const sync = message('S')
const execute = message('E', text(''), int32(0))

class Connection {
  constructor (path, user, database, sql) {
    this.waiting = []
    this.buffer = Buffer.alloc(0)
    this.socket = net.connect(path)
    this.socket.on('data', data => this.receive(data))
    this.socket.on('error', error => { console.error(error.message); process.exit(1) })
    const body = Buffer.concat([int32(196608), text('user'), text(user), text('database'), text(database), Buffer.from([0])])
    this.socket.write(Buffer.concat([int32(body.length + 4), body]))
    this.ready = this.turn()
    this.ready.then(() => { this.socket.write(Buffer.concat([message('P', text('page'), text(sql), int16(0)), sync])) })
    this.ready = this.ready.then(() => this.turn())
  }

  // The rows that come before the server is ready for the next query.
  turn () {
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject, rows: [] }))
  }

  query (values) {
    const parts = values.map(value => {
      if (value === null) return int32(-1)
      const bytes = Buffer.from(value)
      return Buffer.concat([int32(bytes.length), bytes])
    })
    const bind = message('B', text(''), text('page'), int16(0), int16(values.length), ...parts, int16(0))
    this.socket.write(Buffer.concat([bind, execute, sync]))
    return this.turn()
  }

  receive (data) {
    const bytes = this.buffer.length ? Buffer.concat([this.buffer, data]) : data
    let at = 0
    while (bytes.length - at >= 5) {
      const length = bytes.readInt32BE(at + 1)
      if (bytes.length - at < length + 1) break
      this.take(String.fromCharCode(bytes[at]), bytes.subarray(at + 5, at + 1 + length))
      at += length + 1
    }
    this.buffer = bytes.subarray(at)
  }

  take (type, body) {
    const turn = this.waiting[0]
    if (type === 'D') turn.rows.push(row(body))
    if (type === 'E') { console.error(body.toString()); process.exit(1) }
    if (type === 'Z') {
      this.waiting.shift()
      turn.resolve(turn.rows)
    }
  }
}

const row = body => {
  const values = new Array(body.readInt16BE(0))
  let at = 2
  for (let index = 0; index < values.length; index++) {
    const length = body.readInt32BE(at)
    at += 4
    if (length < 0) { values[index] = null; continue }
    values[index] = body.toString('utf8', at, at + length)
    at += length
  }
  return values
}

// So many connections, each query on the one that was used longest ago.
exports.pool = async (path, user, database, sql, count) => {
  const connections = Array.from({ length: count }, () => new Connection(path, user, database, sql))
  await Promise.all(connections.map(connection => connection.ready))
  let next = 0
  return values => connections[next++ % count].query(values)
}
