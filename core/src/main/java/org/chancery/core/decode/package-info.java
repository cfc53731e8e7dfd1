/**
 * What can be read from a text: entities, and the words by which it is searched. All of it is pure,
 * thread-safe and linear in the length of the text.
 */
@NullMarked
package org.chancery.core.decode;

import org.jspecify.annotations.NullMarked;
