// One key each for what is done most, and new items without a reload; every key presses what is there without this script.
(() => {
  'use strict'
  const river = document.querySelector('.wire-river')
  const list = river.querySelector('.wire-rows')
  const news = river.querySelector('.wire-news')
  const rows = () => Array.from(list.children)
  let here = -1
  const go = step => {
    here = Math.max(0, Math.min(rows().length - 1, here + step))
    if (rows()[here]) rows()[here].focus()
  }
  document.addEventListener('focusin', event => {
    const at = rows().indexOf(event.target.closest('.wire-row'))
    if (at >= 0) here = at
  })
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.target.matches('input:not([type=checkbox]), textarea, select')) return
    if (event.key === 'j' || event.key === 'n') return go(1)
    if (event.key === 'k') return go(-1)
    if (here < 0 && /^[opsx]$/.test(event.key)) return go(1) // nothing is done to what nobody has seen marked
    const place = event.key === 'u' ? document : rows()[here]
    const button = place && /^[opsxu]$/.test(event.key) && place.querySelector(`[data-key="${event.key}"]`)
    if (button) {
      event.preventDefault()
      if (event.key === 's') sessionStorage.setItem('wire-here', here)
      button.click()
    }
  })
  const last = sessionStorage.getItem('wire-here')
  sessionStorage.removeItem('wire-here')
  if (last !== null && rows().length) go(Number(last) + 1)
  const look = async () => {
    if (document.hidden) return
    const answer = await fetch(`?${river.dataset.asked}&after=${river.dataset.newest}`, { credentials: 'same-origin' })
    if (!answer.ok) return
    const fresh = document.createElement('template')
    fresh.innerHTML = await answer.text()
    const found = Array.from(fresh.content.children)
    if (!found.length) return
    found.forEach(row => row.classList.add('wire-fresh'))
    list.prepend(...found)
    if (here >= 0) here += found.length
    river.dataset.newest = found[0].id.replace('item-', '')
    news.textContent = `+${found.length}`
    const nothing = river.querySelector('.wire-nothing')
    if (nothing) nothing.remove()
  }
  setInterval(() => look().catch(() => {}), 10000)
})()
