/** What the program counts about itself, in the program's words; knows nothing of the rooms. */
package io.tiktokroutes.metrics;
