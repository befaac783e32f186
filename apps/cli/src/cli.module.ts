import { Module } from '@nestjs/common';
import { ApplyCommand } from './apply/apply.command.js';

/** The `shelfwire` command line. */
@Module({ providers: [ApplyCommand] })
export class CliModule {}
