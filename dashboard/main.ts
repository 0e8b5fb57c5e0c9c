import './fonts.css'
import './tokens.css'
import './base.css'
import './forms.css'
import './lists.css'
import './print.css'
import { mount } from 'svelte'
import App from './shell/App.svelte'

const target = document.getElementById('app')
if (target !== null) mount(App, { target })
