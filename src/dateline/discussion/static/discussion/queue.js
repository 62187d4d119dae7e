// One key each for what moderators do most; every key presses a button that is there without this script as well.
(() => {
  'use strict'
  const comments = Array.from(document.querySelectorAll('.talk-comment'))
  let here = -1
  const go = step => {
    here = Math.max(0, Math.min(comments.length - 1, here + step))
    if (comments[here]) comments[here].focus()
  }
  document.addEventListener('focusin', event => {
    const at = comments.indexOf(event.target.closest('.talk-comment'))
    if (at >= 0) here = at
  })
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.target.matches('input:not([type=checkbox]), textarea, select')) return
    if (event.key === 'j' || event.key === 'n') return go(1)
    if (event.key === 'k') return go(-1)
    if (here < 0 && /^[arsxw]$/.test(event.key)) return go(1) // nothing is done to what nobody has seen marked
    const place = event.key === 'u' ? document : comments[here]
    const button = place && /^[arsxuw]$/.test(event.key) && place.querySelector(`[data-key="${event.key}"]`)
    if (button) {
      event.preventDefault()
      sessionStorage.setItem('talk-here', here)
      button.click()
    }
  })
  const last = sessionStorage.getItem('talk-here')
  sessionStorage.removeItem('talk-here')
  if (last !== null && comments.length) go(Number(last) + 1)
})()
