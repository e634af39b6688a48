"""Train: the variational autoencoder; a key with "__vae" at its end takes the place of another."""

SENTENCES: dict[str, str] = {
    # Settings
    "train.learning_rate_g__vae": "Rate of decoder",
    "train.learning_rate_d__vae": "Rate of encoder",
    "train.norm_g__vae": "Norm in the decoder",
    "train.norm_d__vae": "Norm in the encoder",
    "train.ema_decay__vae": "EMA of the decoder",
    "train.about_learning_rate_g__vae": "Step size of the decoder, which is the GAN’s generator.",
    "train.about_learning_rate_d__vae": "Step size of the encoder, the decoder mirrored.",
    "train.about_norm_g__vae": "What keeps the scale of the decoder’s activations.",
    "train.about_norm_d__vae": "What keeps the scale of the encoder’s activations.",
    "train.about_network__vae": (
        "The shapes of decoder and encoder. “Layers” below lists what they are made of."
    ),
    "train.layers_of_G__vae": "Decoder",
    "train.layers_of_D__vae": "Encoder",
    # Curves
    "train.bound_title": "Bound, −ELBO",
    "train.bound_hint": "nats a picture; lower is better",
    "train.divergence_title": "KL divergence",
    "train.divergence_hint": "nats a picture; numbers of z in use",
    "train.curve_bound_loss_g": "total",
    "train.curve_reconstruction": "reconstr.",
    "train.curve_kl": "KL",
    "train.curve_active_dims": "active z",
    "train.curve_grad_norm_d__vae": "encoder",
    "train.curve_grad_norm_g__vae": "decoder",
    "train.sharpness_title": "Sharpness, coverage",
    "train.sharpness_hint": "of fakes by real ones; real ones reached",
    "train.curve_sharpness": "sharpness",
    "train.curve_coverage": "coverage",
    # Stage
    "train.fake__vae": "Samples",
    "train.fake_hint__vae": "decoder(<i>z</i>), same random <i>z</i> at every step",
    "train.companion_held_out": "Pictures that no run trains on",
    "train.companion_trained_on": "Pictures that it trains on",
    "train.companion_reconstructed": "What is left of them after encoding and decoding",
    "train_stage.players_both__vae": "Enc+Dec",
    "train_stage.players_d__vae": "Enc",
    "train_stage.players_g__vae": "Dec",
    "train_stage.players_both_hint__vae": "A step updates decoder and encoder, by the same loss",
    "train_stage.players_d_hint__vae": "Only the encoder learns; the decoder stays as it is",
    "train_stage.players_g_hint__vae": "Only the decoder learns; the encoder stays as it is",
    "train_stage.only_discriminator__vae": "only the encoder learns",
    "train_stage.only_generator__vae": "only the decoder learns",
    # Slow motion
    "train_stage.lane_d__vae": "encoder",
    "train_stage.lane_g__vae": "decoder; then both learn",
    "train_stage.station_encode": "encode",
    "train_stage.station_sample_posterior": "draw <i>z</i>",
    "train_stage.station_decode": "decode",
    "train_stage.walk_encode": "The encoder looks",
    "train_stage.walk_sample_posterior": "Draw z around its mean",
    "train_stage.walk_decode": "The decoder draws",
    "train_stage.walk_generator_losses__vae": "Two terms, one loss",
    "train_stage.walk_generator_gradients__vae": "Which weights of the decoder are to blame?",
    "train_stage.walk_generator_update__vae": "The decoder moves",
    "train_stage.walk_discriminator_gradients__vae": "The gradient comes through z",
    "train_stage.walk_discriminator_update__vae": "The encoder moves, the step is done",
    "train_stage.caption_encode": (
        "For each picture <i>x</i> the encoder says which <i>z</i> it may have: a mean μ and a "
        "variance σ² for every number of <i>z</i>."
    ),
    "train_stage.caption_sample_posterior": (
        "<i>z</i> = μ + σ·ε with a random ε: drawn at random, and yet a gradient by <i>z</i> "
        "reaches μ and σ. {count} latents of {z} numbers."
    ),
    "train_stage.caption_decode": (
        "The transposed convolutions of the decoder, the same as a GAN’s generator, turn each "
        "<i>z</i> back into a picture."
    ),
    "train_stage.caption_generator_losses__vae": (
        "Reconstruction: how far each pixel is from where it was. KL: how far the encoder’s "
        "answers are from a normal distribution. The loss is reconstruction + β·KL."
    ),
    "train_stage.caption_generator_gradients__vae": (
        "For each of its weights: would the loss fall if it were larger? Each bar is the norm of "
        "one layer’s gradient."
    ),
    "train_stage.caption_generator_update__vae": (
        "The optimiser moves every weight of the decoder a little against its gradient."
    ),
    "train_stage.caption_discriminator_gradients__vae": (
        "The same loss, further back: through the decoder to <i>z</i>, from there to μ and σ, "
        "and with the pull of the KL into the encoder’s weights."
    ),
    "train_stage.caption_discriminator_update__vae": (
        "The optimiser moves every weight of the encoder a little. There was no opponent: both "
        "went down the same slope."
    ),
    "train_stage.walk_fake__vae": "Reconstructions",
    "train_stage.walk_real__vae": "Pictures",
    "train_stage.walk_mean": "μ, one row a picture",
    "train_stage.number_reconstruction": "reconstruction",
    "train_stage.number_kl": "KL",
    "train_stage.number_loss__vae": "total",
    # In Stamp
    "stamp.source_encoder": "encoder",
    # Race
    "train_stage.race_coverage": "coverage {n} %",
    "train_stage.race_sharpness": "sharpness {n} %",
    "train_stage.race_seconds": "pause both after, s",
    # Doctor
    "train.recipe_posterior_collapse": "Posterior collapse",
    "train.doctor_posterior_collapse": (
        "z tells nothing of the picture: the encoder has fallen silent (posterior collapse)."
    ),
    "train.evidence_kl": "KL",
    "train.evidence_reconstruction": "reconstruction",
    "train.evidence_reconstruction_before": "and before",
}
