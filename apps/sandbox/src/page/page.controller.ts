import { Controller, Get, Header } from '@nestjs/common';
import { Marketplace } from '../market/marketplace.js';
import { renderPage } from './render-page.js';

@Controller()
export class PageController {
  constructor(private readonly marketplace: Marketplace) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
  @Header('Cache-Control', 'no-store')
  page(): string {
    return renderPage(this.marketplace.all(), new Date());
  }
}
