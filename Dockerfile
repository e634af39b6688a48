FROM python:3.11-slim

# PyPI's torch for Linux brings CUDA along. The index of PyTorch's CPU builds, given here
# (docker build --build-arg PIP_EXTRA_INDEX_URL=…), makes the image several gigabytes smaller.
ARG PIP_EXTRA_INDEX_URL

RUN useradd --uid 1000 --create-home explorer
WORKDIR /srv/explorer
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .

USER 1000
ENV GRADIO_SERVER_NAME=0.0.0.0 \
    EXPLORER_DATA_DIR=/tmp/datasets \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 7860
HEALTHCHECK --start-period=60s CMD ["python", "-c", \
    "from urllib.request import urlopen; urlopen('http://127.0.0.1:7860/config', timeout=5)"]
CMD ["python", "app.py"]
