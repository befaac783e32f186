import { ScheduleModule } from '@nestjs/schedule';

/**
 * Runs what is marked `@Interval`. One value for every app's module: each call of `forRoot` would be a module
 * of its own, and in a process of several apps each of them would start every timer once more.
 */
export const TIMERS = ScheduleModule.forRoot();
