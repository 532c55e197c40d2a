import { once } from 'node:events'
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Response } from 'express'
import { expect, it } from 'vitest'
import { closeServer, listen } from '../../src/api/server.js'

const answerOf = async (sent: ClientRequest) => (await once(sent, 'response'))[0] as IncomingMessage

it('an idle connection stays open longer than load balancers count on', async () => {
  const app = express().get('/', (_request, response) => void response.sendStatus(204))
  const server = await listen(app, 0, '127.0.0.1')
  const agent = new Agent({ keepAlive: true })
  const { port } = server.address() as AddressInfo
  expect((await answerOf(request({ agent, port }).end())).headers['keep-alive']).toBe('timeout=75')
  agent.destroy()
  await closeServer(server)
})

it('a server that closes answers what is under way, and waits for no connection after that', async () => {
  const app = express()
  const taken = new Promise<Response>((resolve) => app.get('/', (_request, response) => resolve(response)))
  const server = await listen(app, 0, '127.0.0.1')
  const agent = new Agent({ keepAlive: true })
  const { port } = server.address() as AddressInfo
  const answered = answerOf(request({ agent, port }).end())
  const response = await taken
  const closed = closeServer(server)
  response.sendStatus(200)
  const answer = await answered
  expect(answer.statusCode).toBe(200)
  await once(answer.resume(), 'end')
  await closed // with idle connections left to their time, this would last longer than a test may
  agent.destroy()
})
