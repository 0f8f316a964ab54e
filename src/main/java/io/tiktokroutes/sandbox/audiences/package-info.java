/** Custom audiences: those filled by id (segment) and those filled by file. */
package io.tiktokroutes.sandbox.audiences;
