"""A small decoder on tokens in the way of GPT-2: pre-normalised blocks of causal attention and a two-layer perceptron."""

import math

import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, features, heads, length):
        super().__init__()
        self.heads = heads
        self.c_attn = nn.Linear(features, 3 * features)
        self.c_proj = nn.Linear(features, features)
        self.register_buffer("mask", torch.tril(torch.ones(length, length)).view(1, 1, length, length).bool())

    def forward(self, stream):
        batch, length, features = stream.shape
        query, key, value = self.c_attn(stream).split(features, dim=2)
        query, key, value = (
            part.view(batch, length, self.heads, features // self.heads).transpose(1, 2) for part in (query, key, value)
        )
        scores = query @ key.transpose(-2, -1) / math.sqrt(features // self.heads)
        scores = scores.masked_fill(~self.mask[:, :, :length, :length], float("-inf"))
        mixed = torch.softmax(scores, dim=-1) @ value
        return self.c_proj(mixed.transpose(1, 2).contiguous().view(batch, length, features))


class Perceptron(nn.Module):
    def __init__(self, features):
        super().__init__()
        self.c_fc = nn.Linear(features, 4 * features)
        self.c_proj = nn.Linear(4 * features, features)

    def forward(self, stream):
        hidden = self.c_fc(stream)
        # The approximation by tanh, as GPT-2 has it.
        hidden = 0.5 * hidden * (1 + torch.tanh(math.sqrt(2 / math.pi) * (hidden + 0.044715 * torch.pow(hidden, 3))))
        return self.c_proj(hidden)


class Block(nn.Module):
    def __init__(self, features, heads, length):
        super().__init__()
        self.ln_1 = nn.LayerNorm(features)
        self.attn = Attention(features, heads, length)
        self.ln_2 = nn.LayerNorm(features)
        self.mlp = Perceptron(features)

    def forward(self, stream):
        stream = stream + self.attn(self.ln_1(stream))
        return stream + self.mlp(self.ln_2(stream))


class Decoder(nn.Module):
    """Tokens, batch x length, to logits, batch x length x words."""

    def __init__(self, words=256, features=64, heads=4, blocks=3, length=128):
        super().__init__()
        self.wte = nn.Embedding(words, features)
        self.wpe = nn.Embedding(length, features)
        self.h = nn.ModuleList(Block(features, heads, length) for _ in range(blocks))
        self.ln_f = nn.LayerNorm(features)
        self.lm_head = nn.Linear(features, words, bias=False)

    def forward(self, tokens):
        places = torch.arange(tokens.shape[1], device=tokens.device)
        stream = self.wte(tokens) + self.wpe(places)
        for block in self.h:
            stream = block(stream)
        return self.lm_head(self.ln_f(stream))
