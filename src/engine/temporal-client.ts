import { fileURLToPath } from 'node:url'
import { Client, Connection, type ConnectionOptions } from '@temporalio/client'
import type { DataConverter } from '@temporalio/common'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import type { Config } from '../config.js'
import { EncryptingCodec } from './payload-codec.js'

const CONNECT_TIMEOUT_MS = 5000

/** How everything that Temporal stores of a file is encrypted. */
export function dataConverter(payloadKeys: string): DataConverter {
  return {
    payloadCodecs: [new EncryptingCodec(payloadKeys)],
    failureConverterPath: fileURLToPath(new URL('./failure-converter.cjs', import.meta.url)),
  }
}

/**
 * Address and credentials of the Temporal cluster: TEMPORAL_ADDRESS, and for TLS or Temporal Cloud the other TEMPORAL_*
 * settings of the SDK's own environment configuration (API key, client certificate, profile).
 */
export function connectionOptions(config: Config): ConnectionOptions {
  const { connectionOptions } = loadClientConnectConfig({
    overrideEnvVars: config.temporal.environment,
    disableFile: !config.temporal.environment.TEMPORAL_CONFIG_FILE,
  })
  return { ...connectionOptions, connectTimeout: CONNECT_TIMEOUT_MS }
}

/** A client of one namespace. It connects when it is first used, so that Temporal may be away when a process starts. */
export function openClient(connection: Connection, namespace: string, payloadKeys: string): Client {
  return new Client({ connection, namespace, dataConverter: dataConverter(payloadKeys) })
}

export function openConnection(config: Config): Connection {
  return Connection.lazy(connectionOptions(config))
}
