import { createHmac } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { appCredentials, endpointsAt } from '#lib/facebook/endpoints'

test('Facebook has two hosts and one version, and calls itself by the first', () => {
  expect(endpointsAt(undefined)).toEqual({
    issuer: 'https://www.facebook.com',
    dialog: 'https://www.facebook.com/v26.0/dialog/oauth',
    keys: 'https://www.facebook.com/.well-known/oauth/openid/jwks/',
    token: 'https://graph.facebook.com/v26.0/oauth/access_token',
    graph: 'https://graph.facebook.com/v26.0',
  })
})

test('who stands in for it stands in for both, with or without a slash behind its address', () => {
  const addresses = ['http://127.0.0.1:4010', 'http://127.0.0.1:4010/'].map(endpointsAt)
  expect(addresses[0]).toEqual(addresses[1])
  for (const address of Object.values(endpointsAt('http://127.0.0.1:4010')))
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:4010(\/|$)/)
})

test('the application’s own token comes with the proof of its secret', () => {
  expect(appCredentials({ id: '12', secret: 'a secret' })).toEqual({
    access_token: '12|a secret',
    appsecret_proof: createHmac('sha256', 'a secret').update('12|a secret').digest('hex'),
  })
})
