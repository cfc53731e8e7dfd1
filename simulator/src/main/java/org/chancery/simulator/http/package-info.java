/** What the simulator's own servers share: bytes of HTTP and WebSocket, and faults put on them. */
@NullMarked
package org.chancery.simulator.http;

import org.jspecify.annotations.NullMarked;
