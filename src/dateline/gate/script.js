// The gate's script: for every <form data-gate="/-/challenge?form=…&about=…">. On submit it takes a challenge (ALTCHA,
// version 2, PBKDF2/SHA-256), solves it with WebCrypto and sends the form as the browser would have. Whatever goes
// wrong on the way, the form is sent without; only if there is no network, it stays, filled in, and says so.
(() => {
  'use strict'
  const AT_ONCE = 32, PATIENCE = 15000, RENEWALS = 3
  const hex = bytes => Array.from(bytes, each => each.toString(16).padStart(2, '0')).join('')
  const unhex = text => Uint8Array.from(text.match(/../g) || [], each => parseInt(each, 16))
  const random = () => hex(crypto.getRandomValues(new Uint8Array(16)))

  class Expired extends Error {}
  class Offline extends Error {}

  const derive = async (parameters, counter) => {
    const nonce = unhex(parameters.nonce), password = new Uint8Array(nonce.length + 4)
    password.set(nonce)
    new DataView(password.buffer).setUint32(nonce.length, counter)
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
    const how = {name: 'PBKDF2', hash: 'SHA-256', salt: unhex(parameters.salt), iterations: parameters.cost}
    return hex(new Uint8Array(await crypto.subtle.deriveBits(how, key, parameters.keyLength * 8)))
  }

  const solve = async (challenge, deadline) => {
    const began = performance.now()
    for (let first = 0; ; first += AT_ONCE) {
      if (performance.now() > deadline) throw new Expired()
      const counters = Array.from({length: AT_ONCE}, (_, place) => first + place)
      const keys = await Promise.all(counters.map(counter => derive(challenge.parameters, counter)))
      const place = keys.findIndex(key => key.startsWith(challenge.parameters.keyPrefix))
      if (place >= 0) {
        const solution = {counter: first + place, derivedKey: keys[place], time: performance.now() - began}
        return btoa(JSON.stringify({challenge, solution}))
      }
    }
  }

  // The reader's clock may be wrong: how long a challenge lasts is measured from the server's own.
  const ask = async address => {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), PATIENCE)
    let answer
    try {
      answer = await fetch(address, {cache: 'no-store', signal: stop.signal})
    } catch (error) {
      throw stop.signal.aborted ? error : new Offline()
    } finally {
      clearTimeout(timer)
    }
    const challenge = answer.ok ? await answer.json() : {}
    if (!challenge.parameters) return [null, 0]
    const there = Date.parse(answer.headers.get('Date')) || Date.now()
    return [challenge, performance.now() + challenge.parameters.expiresAt * 1000 - there]
  }

  const pass = async address => {
    if (!window.crypto || !crypto.subtle) return ''
    for (let time = 0; time < RENEWALS; time++) {
      try {
        const [challenge, deadline] = await ask(address)
        return challenge ? await solve(challenge, deadline) : ''
      } catch (error) {
        if (error instanceof Offline) throw error
        if (!(error instanceof Expired)) return ''
      }
    }
    return ''
  }

  const put = (form, name, value) => {
    let field = form.elements.namedItem(name)
    if (!(field instanceof HTMLInputElement)) {
      field = document.createElement('input')
      field.type = 'hidden'
      field.name = name
      form.append(field)
    }
    field.value = value
  }

  const guard = form => {
    let touched = form.contains(document.activeElement) ? performance.now() : 0
    let busy = false, sent = false, failures = 0
    const voice = form.querySelector('[role=status]') || document.createElement('p')
    voice.setAttribute('role', 'status')
    if (!voice.isConnected) form.append(voice)
    const nonce = () => put(form, 'nonce', random())
    nonce()

    form.addEventListener('focusin', () => { touched = touched || performance.now() })
    // Who comes back and writes something else, writes a new text; who only sends again, sends the same.
    form.addEventListener('input', () => { if (sent) { sent = false; nonce() } })
    addEventListener('pageshow', event => { if (event.persisted) { busy = false; voice.textContent = '' } })

    form.addEventListener('submit', async event => {
      event.preventDefault()
      if (busy) return
      busy = true
      const button = event.submitter
      voice.textContent = form.dataset.working || ''
      try {
        put(form, 'gate-altcha', await pass(form.dataset.gate))
      } catch {
        // Twice in a row may be a wall between page and script, and not the network: then the browser tries itself.
        if (!navigator.onLine || ++failures < 2) {
          busy = false
          voice.textContent = form.dataset.failed || ''
          return
        }
        put(form, 'gate-altcha', '')
      }
      failures = 0
      put(form, 'opened', touched ? Math.round((performance.now() - touched) / 1000) : 0)
      if (button && button.name) put(form, button.name, button.value)
      sent = true
      HTMLFormElement.prototype.submit.call(form)
    })
  }

  document.querySelectorAll('form[data-gate]').forEach(guard)
})()
