"""boto3: send_message() for each of 80 orders, where send_message_batch() takes ten."""
import json

import boto3
from moto import mock_aws

KEPT = {}


def set_up():
    KEPT["mock"] = mock_aws()
    KEPT["mock"].start()
    KEPT["sqs"] = boto3.client("sqs", region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b")
    KEPT["url"] = KEPT["sqs"].create_queue(QueueName="orders")["QueueUrl"]


def publish(orders):
    for order in orders:
        KEPT["sqs"].send_message(QueueUrl=KEPT["url"], MessageBody=json.dumps(order))


def main():
    publish([{"order": i, "lines": list(range(i % 7))} for i in range(80)])
