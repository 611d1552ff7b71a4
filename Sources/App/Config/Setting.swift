/// One thing an operator can set. The list of them is the only place where their names, defaults and words are
/// written: `docs/config.md` is made from it, and every fault names its setting.
package struct Setting: Sendable {
  /// In the environment and in a settings file.
  package var name: String
  /// What it is when nobody sets it, in words or as the value itself.
  package var standard: String
  package var help: String
  package var isSecret: Bool

  init(_ name: String, standard: String, _ help: String, secret: Bool = false) {
    self.name = name
    self.standard = standard
    self.help = help
    isSecret = secret
  }
}

extension Setting {
  package static let data = Setting(
    "STARLING_DATA", standard: "`~/.local/share/starling`; `/var/lib/starling/data` for root",
    "Folder for the database, media, reports and logs.")
  package static let keys = Setting(
    "STARLING_KEYS", standard: "the data folder's path with `.keys` added",
    "Folder for the vault's key and the ledger's epoch. Keep it, and back it up, apart from the data.")
  package static let runtime = Setting(
    "STARLING_RUNTIME", standard: "`/var/lib/starling/runtime`, or `.runtime` here or in a folder above",
    "Where `scripts/setup.sh` put Postgres and the embedding server.")
  package static let host = Setting(
    "STARLING_HOST", standard: "127.0.0.1", "Address to listen on. `0.0.0.0` is every address of this machine.")
  package static let port = Setting("STARLING_PORT", standard: "8080", "Port for pages and API; 0 takes a free one.")
  package static let controlPort = Setting(
    "STARLING_CONTROL_PORT", standard: "0",
    "Port on 127.0.0.1 for health, Prometheus metrics and worker control; 0 takes a free one and prints it.")
  package static let baseURL = Setting(
    "STARLING_BASE_URL", standard: "`http://` and the address listened on",
    "What people type to get here, for links in mail and for cookies. With `https:` cookies are Secure and HSTS is sent."
  )
  package static let trustedProxies = Setting(
    "STARLING_TRUSTED_PROXIES", standard: "none",
    "Networks of reverse proxies whose X-Forwarded-For and -Proto count, as `10.0.0.0/8, 192.168.1.4/32`.")
  package static let tlsCertificate = Setting(
    "STARLING_TLS_CERTIFICATE", standard: "none", "PEM file with the certificate chain. Read again when it changes.")
  package static let tlsKey = Setting(
    "STARLING_TLS_KEY", standard: "none", "PEM file with the certificate's private key.")
  package static let requestRate = Setting(
    "STARLING_REQUEST_RATE", standard: "1200",
    "Requests a minute that one person or access key may make. An organisation may make five times as many, an address that is not signed in half, sign-ins and passwords, on pages as by API, a fortieth."
  )
  package static let databaseURL = Setting(
    "DATABASE_URL", standard: "an embedded Postgres 18 in the data folder",
    "Any Postgres from 16 with pgvector, as `postgresql://owner:password@host/name?sslmode=verify-full`. Its user owns the tables and may create roles.",
    secret: true)
  package static let directDatabaseURL = Setting(
    "DATABASE_DIRECT_URL", standard: "DATABASE_URL",
    "The same database and user past a transaction pooler. Migrations, the making of roles and LISTEN go there: a pooler keeps no session for them.",
    secret: true)
  package static let appDatabaseURL = Setting(
    "DATABASE_APP_URL", standard: "DATABASE_URL as the role `starling_app`, created with a random password",
    "For requests. The role must be neither owner nor superuser.", secret: true)
  package static let workerDatabaseURL = Setting(
    "DATABASE_WORKER_URL", standard: "DATABASE_URL as the role `starling_worker`, created with a random password",
    "For jobs. The role must be neither owner nor superuser.", secret: true)
  package static let preparedStatements = Setting(
    "DATABASE_PREPARED", standard: "on", "`off` for a transaction pooler that cannot keep prepared statements.")
  package static let poolSize = Setting(
    "DATABASE_POOL", standard: "8",
    "Connections for requests, and as many for jobs, of each process; two more listen and ring. An embedded Postgres takes what four processes need."
  )
  package static let smtpURL = Setting(
    "STARLING_SMTP_URL", standard: "no mail: invitations are links to copy",
    "Mail server, as `smtps://user:password@mail.example.org:465` or `smtp://…:587` (STARTTLS).", secret: true)
  package static let mailFrom = Setting(
    "STARLING_MAIL_FROM", standard: "`starling@` and the base URL's host", "Sender of mail.")
  package static let modelURL = Setting(
    "STARLING_MODEL_URL", standard: "none: the composer drafts, or the model of STARLING_LOCAL_MODEL",
    "Any OpenAI-compatible endpoint, as `https://api.openai.com/v1` or `http://127.0.0.1:11434/v1` (Ollama).")
  package static let modelKey = Setting(
    "STARLING_MODEL_KEY", standard: "none", "Its API key.", secret: true)
  package static let modelName = Setting(
    "STARLING_MODEL_NAME", standard: "the endpoint's first", "The model's name there.")
  package static let localModel = Setting(
    "STARLING_LOCAL_MODEL", standard: "off",
    "`on` runs the model that `make model` installed; or a path to any GGUF file, which needs the server from there too. STARLING_MODEL_URL wins over it."
  )
  package static let ollama = Setting(
    "STARLING_OLLAMA", standard: "http://127.0.0.1:11434",
    "Where an Ollama is looked for (`GET /api/tags`), to be offered to organisations; `off` for nowhere. They may then call this address, too."
  )
  package static let embeddingsURL = Setting(
    "STARLING_EMBEDDINGS_URL", standard: "a local multilingual-e5-small server",
    "Any OpenAI-compatible endpoint for embeddings; `off` for none. Its vectors must have 384 numbers, by themselves or when asked for so many (OpenAI's text-embedding-3 models). Examples get those of another model when their brand's voice is next trained."
  )
  package static let embeddingsName = Setting(
    "STARLING_EMBEDDINGS_NAME", standard: "none; needed with STARLING_EMBEDDINGS_URL", "The model's name there.")
  package static let embeddingsKind = Setting(
    "STARLING_EMBEDDINGS_KIND", standard: "none",
    "How that model hears whether a text is searched for or found: `none`, `prefix` (`query: ` or `passage: ` before the text, as e5 wants it) or `input_type` (a field of the request)."
  )
  package static let embeddingsKey = Setting("STARLING_EMBEDDINGS_KEY", standard: "none", "Its API key.", secret: true)
  package static let privateHosts = Setting(
    "STARLING_PRIVATE_HOSTS", standard: "none",
    "Private addresses that Starling may call, as `host:port, host:port`, also for the models of organisations. All others are refused."
  )
  package static let otlpEndpoint = Setting(
    "OTEL_EXPORTER_OTLP_ENDPOINT", standard: "none: traces stay in the log",
    "OTLP over HTTP, as `http://127.0.0.1:4318`.")
  package static let logLevel = Setting(
    "STARLING_LOG_LEVEL", standard: "info", "trace, debug, info, notice, warning, error or critical.")
  package static let concurrency = Setting(
    "STARLING_CONCURRENCY", standard: "40",
    "Jobs that one process works on at the same time. Writing takes three eighths of them at most.")
  package static let sandbox = Setting(
    "STARLING_SANDBOX", standard: "on", "`off` starts no sandbox platforms; brands in rehearsal then cannot publish.")

  package static let all: [Setting] = [
    .data, .keys, .runtime, .host, .port, .controlPort, .baseURL, .trustedProxies, .tlsCertificate, .tlsKey,
    .requestRate,
    .databaseURL, .directDatabaseURL, .appDatabaseURL, .workerDatabaseURL, .preparedStatements, .poolSize, .smtpURL,
    .mailFrom, .modelURL, .modelKey, .modelName, .localModel, .ollama, .embeddingsURL, .embeddingsKey, .embeddingsName,
    .embeddingsKind, .privateHosts, .otlpEndpoint, .logLevel, .concurrency, .sandbox,
  ]
}
