import { mount } from 'svelte'
import App from './App.svelte'
import './fonts.css'
import './tokens.css'
import './base.css'
import { showPresses } from './parts/press.ts'
import { forbidZoom, keepAwake } from './state/browser-state.ts'

const target = document.getElementById('app')
if (target) mount(App, { target, props: { appVersion: __APP_VERSION__ } })
showPresses(document)
forbidZoom()
keepAwake()
