// While a site is taken over, this looks again by itself; while an export is uploaded, it shows how far that is.
(() => {
  'use strict'
  const read = async answer => new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('archive-now')
  const look = async () => {
    const now = document.getElementById('archive-now')
    if (!now || !('looksAgain' in now.dataset)) return clearInterval(clock)
    if (document.hidden) return
    const answer = await fetch(location.href, { credentials: 'same-origin' })
    const fresh = answer.ok ? await read(answer) : null
    if (!fresh) return
    if (fresh.dataset.state !== now.dataset.state) return location.reload() // there is more to see, or to do
    now.replaceWith(document.adoptNode(fresh))
  }
  const clock = setInterval(() => look().catch(() => {}), 2000)

  const form = document.querySelector('.archive-form')
  if (!form) return
  const file = form.querySelector('input[type=file]')
  const bar = form.querySelector('.archive-upload')
  const word = form.querySelector('[role=alert]')
  const button = form.querySelector('button[type=submit]')
  file.addEventListener('change', () => {
    const chosen = file.files[0]
    file.setCustomValidity(chosen && chosen.size > Number(file.dataset.largest) ? form.dataset.tooLarge : '')
    file.reportValidity()
  })
  form.addEventListener('submit', event => {
    if (!file.files.length) return
    event.preventDefault()
    const upload = new XMLHttpRequest()
    const cut = () => { bar.hidden = true; button.disabled = false; word.textContent = form.dataset.cut }
    upload.upload.addEventListener('progress', ({ loaded, total }) => { bar.value = 100 * loaded / total })
    upload.addEventListener('error', cut)
    upload.addEventListener('load', () => {
      if (upload.status === 200) return location.assign(upload.responseURL)
      const said = new DOMParser().parseFromString(upload.responseText, 'text/html').querySelector('.archive-form .error-message, .messages .error')
      cut()
      if (said) word.textContent = said.textContent.trim()
    })
    upload.open('POST', location.href)
    upload.send(new FormData(form))
    bar.hidden = false
    button.disabled = true
    word.textContent = ''
  })
})()
