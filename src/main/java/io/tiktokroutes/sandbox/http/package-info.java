/** What every endpoint shares: routes, the gate in front of them, faults, counters. */
package io.tiktokroutes.sandbox.http;
