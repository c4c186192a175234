"""boto3: a client is made for each upload."""
import boto3

OPTIONS = dict(endpoint_url="http://127.0.0.1:8765", region_name="eu-central-1", aws_access_key_id="a",
               aws_secret_access_key="b")


def upload(key, text):
    client = boto3.client("s3", **OPTIONS)
    client.put_object(Bucket="bucket", Key=key, Body=text)


def set_up():
    upload("first", b"")


def main():
    for number in range(12):
        upload("k%d" % number, b"text")
