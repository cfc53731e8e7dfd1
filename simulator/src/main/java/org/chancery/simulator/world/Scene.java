package org.chancery.simulator.world;

import org.chancery.simulator.speech.Topic;

/**
 * An event of the world that sets off reactions.
 *
 * @param topic {@link Topic#SUMMIT}, {@link Topic#EARTHQUAKE} or {@link Topic#TREATY}
 * @param place an invented place
 * @param tag the hashtag that rises with it, without number sign
 */
public record Scene(Topic topic, String place, String tag) {}
