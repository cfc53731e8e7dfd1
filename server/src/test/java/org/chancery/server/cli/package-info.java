@org.jspecify.annotations.NullMarked
package org.chancery.server.cli;
